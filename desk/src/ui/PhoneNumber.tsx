// A phone number as people read it, from left to right whichever way the page runs.
import { readablePhone } from "./phone";

export const PhoneNumber = ({ number }: { number: string }) => <bdi>{readablePhone(number)}</bdi>;
