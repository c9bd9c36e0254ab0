// Where a number of ours has its page.
import type { Id } from "@/api/types";

export const numberPage = (id: Id): string => `/channels/numbers/${id}`;
