import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import { ApiError } from "@/api/client";
import { empty } from "./draft";
import { fieldOrder, isLikeNumber, missing, refused } from "./problems";

const t = ((key: string) => key) as unknown as TFunction;
const filled = { ...empty, typed: "+385 91 234 5678", sender: "s1", text: "Hello" };

describe("what is missing", () => {
  it("is nothing where somebody, a sender and a text are given", () => {
    expect(missing(filled, null, t).fields).toEqual({});
    const person = { id: "p", name: "Ana", phone: "+385912345678" };
    expect(missing({ ...filled, typed: "Ana", person }, null, t).fields).toEqual({});
  });

  it("is said at each field", () => {
    expect(missing(empty, null, t).fields).toEqual({
      to: "starting.noRecipient",
      sender: "starting.noSender",
      text: "starting.noText",
    });
  });

  it("is a number where only a name was typed, and what is wrong with a number", () => {
    const named = missing({ ...filled, typed: "Ana" }, null, t);
    expect(named.fields).toEqual({ to: "starting.unknownRecipient" });
    const phone = { number: "123", country: null, valid: false, problem: "Too short." };
    const wrong = missing({ ...filled, typed: "123" }, { phone, people: [] }, t);
    expect(wrong.fields).toEqual({ to: "Too short." });
  });
});

describe("what looks like a number", () => {
  it.each([
    "+385 91 234 5678",
    "091/234-567",
    "(0)91 234",
    "123",
    "\u202a+385 91 234 5678\u202c",
    "091\u2011234\u202f567",
  ])("%s does", (text) => expect(isLikeNumber(text)).toBe(true));
  it.each(["", "12", "Ana", "Ana 1234", "+", "--"])("%s does not", (text) =>
    expect(isLikeNumber(text)).toBe(false),
  );
});

describe("what the server refused", () => {
  const problem = (status: number, of: object) => new ApiError(status, { detail: "No.", ...of });

  it("stands at its field, and says above what belongs to none", () => {
    const errors = [
      { field: "to.phone", message: "Not a number." },
      { field: "queue_id", message: "No such queue." },
    ];
    expect(refused(problem(422, { errors }), t)).toEqual({
      whole: null,
      fields: { to: "Not a number.", queue: "No such queue." },
      open: null,
    });
    const strange = refused(problem(422, { errors: [{ field: "x", message: "Odd." }] }), t);
    expect(strange.whole).toBe("Odd.");
  });

  it("leads to the open conversation where it may be seen", () => {
    const seen = problem(409, { code: "already_open", conversation_id: "c1" });
    expect(refused(seen, t).open).toBe("c1");
    const unseen = refused(problem(409, { code: "already_open" }), t);
    expect(unseen).toEqual({ whole: "No.", fields: {}, open: null });
  });

  it("is the assignee's where he cannot work on it", () => {
    const found = refused(problem(409, { code: "not_eligible" }), t);
    expect(found).toEqual({ whole: null, fields: { assignee: "No." }, open: null });
  });

  it("is a sentence of ours where there was no answer", () => {
    const unreachable = new ApiError(0, { code: "unreachable" });
    expect(refused(unreachable, t).whole).toBe("errors.unreachable");
  });

  it("finds every field of the form in its order", () => {
    expect(new Set(fieldOrder).size).toBe(7);
  });
});
