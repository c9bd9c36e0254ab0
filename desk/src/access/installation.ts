// What this installation is; fetched once when the desk opens.
import { createContext, use } from "react";
import type { Installation } from "@/api/types";

export const InstallationContext = createContext<Installation | null>(null);

export function useInstallation(): Installation {
  const installation = use(InstallationContext);
  if (!installation) throw new Error("The installation is asked for before it was fetched.");
  return installation;
}
