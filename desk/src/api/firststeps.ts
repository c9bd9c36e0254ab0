// What a new account has still to do, as things really stand.
import { request } from "./client";
import type { Schemas } from "./types";

export type FirstSteps = Schemas["FirstSteps"];
export type FirstStep = Schemas["FirstStep"];

export const fetchFirstSteps = (): Promise<FirstSteps> => request("GET", "/api/first-steps");
export const hideFirstSteps = (hidden: boolean): Promise<FirstSteps> =>
  request("PUT", "/api/first-steps", { body: { hidden } });
