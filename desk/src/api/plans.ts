// The requests about plans: what is offered, what the account has, and asking for more.
import { request } from "./client";
import type { components } from "./schema";

export type Plan = components["schemas"]["ShownPlan"];
export type Plans = components["schemas"]["Plans"];
export type AccountPlan = components["schemas"]["AccountPlan"];
export type Quota = components["schemas"]["ShownQuota"];
export type PlanRequest = components["schemas"]["ShownPlanRequest"];

export interface Question {
  kind: "demo" | "contact";
  name: string;
  email: string;
  organisation: string;
  note: string;
  plan: string | null;
  times: string[];
  time_zone: string;
  website: string;
}

const anonymous = true;

export const fetchPlans = (): Promise<Plans> => request("GET", "/api/plans", { anonymous });

export const askOperator = (body: Question): Promise<{ by_mail: boolean }> =>
  request("POST", "/api/requests", { body, anonymous });

export const fetchAccountPlan = (): Promise<AccountPlan> => request("GET", "/api/account/plan");

export const askForMore = (body: {
  plan: string;
  seats: number;
  note: string;
}): Promise<AccountPlan> => request("POST", "/api/account/plan/requests", { body });
