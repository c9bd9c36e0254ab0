// A button that opens another page of the roles.
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button } from "@/ui/Button";

interface LinkButtonProps {
  /** The role to begin from; none for an empty one. */
  from?: string;
  look?: "plain" | "primary";
  size?: "s" | "m";
  label?: string;
  children: ReactNode;
}

export function NewRoleButton({ from, label, children, ...look }: LinkButtonProps) {
  const navigate = useNavigate();
  return (
    <Button
      {...look}
      aria-label={label}
      onClick={() => void navigate({ to: "/account/roles/new", search: from ? { from } : {} })}
    >
      {children}
    </Button>
  );
}
