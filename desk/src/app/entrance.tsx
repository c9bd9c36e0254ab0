// The pages for people who are not signed in yet, and where they go once they are.
import { Navigate, useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useInstallation } from "@/access/installation";
import { session } from "@/access/session";
import type { Me } from "@/api/types";
import { SignInPage } from "@/features/signin/SignInPage";
import { SignUpPage } from "@/features/signin/SignUpPage";

export function SignIn() {
  const installation = useInstallation();
  const search = useSearch({ from: "/sign-in" });
  const { next } = search;
  const router = useRouter();
  const onSignedIn = (me: Me): void => {
    session.set(me);
    // Only a place in this desk: a link must not be able to lead elsewhere.
    if (next?.startsWith("/desk/")) router.history.push(next);
    else void router.navigate({ to: "/work" });
  };
  // The first visitor of a new installation has nothing to sign in to.
  if (installation.signup === "first" && installation.can_sign_up)
    return <Navigate to="/sign-up" />;
  return <SignInPage installation={installation} search={search} onSignedIn={onSignedIn} />;
}

export function SignUp() {
  const installation = useInstallation();
  const navigate = useNavigate();
  const onSignedIn = (me: Me): void => {
    // After a demo everything is loaded afresh: what was known belongs to another account.
    if (session.me()) {
      window.location.assign("/desk/work");
      return;
    }
    session.set(me);
    void navigate({ to: "/work" });
  };
  if (!installation.can_sign_up) return <Navigate to="/sign-in" />;
  return <SignUpPage installation={installation} onSignedIn={onSignedIn} />;
}
