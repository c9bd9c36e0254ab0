import { afterEach, describe, expect, it, vi } from "vitest";
import { changesAnswered, onSignedOut, request } from "./client";

const answer = (status: number) => new Response("{}", { status });

afterEach(() => vi.unstubAllGlobals());

describe("a request that is refused as signed out", () => {
  it("waits for a change that brings another token, and asks nobody to sign in", async () => {
    const signIn = vi.fn(async () => undefined);
    onSignedOut(signIn);
    let renew = (_: Response): void => undefined;
    let token = "old";
    vi.stubGlobal("fetch", (path: string) => {
      if (path === "/renew") {
        return new Promise<Response>((resolve) => {
          renew = resolve;
        });
      }
      return Promise.resolve(answer(token === "new" ? 200 : 401));
    });
    const changing = request("POST", "/renew");
    const reading = request("GET", "/things");
    await Promise.resolve();
    token = "new";
    renew(answer(200));
    await Promise.all([changing, reading]);
    expect(signIn).not.toHaveBeenCalled();
  });

  it("asks to sign in where the session is over, and is sent once more", async () => {
    let isIn = false;
    const signIn = vi.fn(async () => {
      isIn = true;
    });
    onSignedOut(signIn);
    vi.stubGlobal("fetch", () => Promise.resolve(answer(isIn ? 200 : 401)));
    await request("PUT", "/things");
    expect(signIn).toHaveBeenCalledOnce();
  });
});

describe("changes that are under way", () => {
  it("are waited for, and reading is not", async () => {
    let end = (_: Response): void => undefined;
    const unanswered = (): Promise<Response> =>
      new Promise((resolve) => {
        end = resolve;
      });
    vi.stubGlobal("fetch", unanswered);
    void request("GET", "/things");
    await changesAnswered();
    const changing = request("DELETE", "/things");
    let isOver = false;
    const waiting = changesAnswered().then(() => {
      isOver = true;
    });
    await Promise.resolve();
    expect(isOver).toBe(false);
    end(answer(200));
    await Promise.all([changing, waiting]);
    expect(isOver).toBe(true);
  });
});
