// The way from the page of one thing back to the list of all.
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import styles from "./Section.module.css";

interface BackLinkProps {
  to: "/account/users" | "/account/webhooks" | "/channels/numbers";
  children: string;
}

export function BackLink({ to, children }: BackLinkProps) {
  return (
    <Link className={styles.back} to={to} search={{}}>
      <ArrowLeft size={15} aria-hidden="true" className="mirrors" />
      {children}
    </Link>
  );
}
