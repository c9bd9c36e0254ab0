// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import type { Frame } from "@/api/types";
import * as work from "@/api/work";
import { Desk } from "./desk";
import { at, conversation, ME, message } from "./samples";

vi.mock("@/api/work");

const mine = { scope: "mine", status: "active", q: "" } as const;
const frame = (
  change: Parameters<typeof conversation>[1],
  items: ReturnType<typeof message>[] = [],
): Frame => ({
  type: "conversation",
  conversation: conversation("a", change),
  items,
  position: "p",
});

function newDesk() {
  const accessChanged = vi.fn();
  const avatarChanged = vi.fn();
  const desk = new Desk({
    me: ME,
    agent: null,
    position: "0",
    accessChanged,
    avatarChanged,
    signedOut: vi.fn(),
  });
  return { desk, accessChanged, avatarChanged };
}

describe("Desk", () => {
  beforeEach(() => {
    sessionStorage.clear();
    vi.mocked(work.fetchConversations).mockResolvedValue({ items: [], next: null, position: "0" });
    vi.mocked(work.fetchTimeline).mockResolvedValue({ items: [], earlier: null });
  });

  it("shows a conversation once when it comes alive before its list has loaded", async () => {
    const { desk } = newDesk();
    const view = desk.view(mine);
    desk.apply([frame({ version: 3 }), frame({ version: 3 })]);
    await vi.waitFor(() => expect(view.read().order).toEqual(["a"]));
  });

  it("forgets what is gone and ignores the frame that comes too late", async () => {
    const { desk } = newDesk();
    const view = desk.view(mine);
    desk.apply([frame({ version: 3 })]);
    await desk.loadTimeline("a");
    await vi.waitFor(() => expect(view.read().order).toEqual(["a"]));
    desk.apply([
      { type: "gone", conversation_id: "a", position: "p" },
      frame({ version: 3 }, [message("m1", 1)]),
    ]);
    expect(view.read().order).toEqual([]);
    expect(desk.conversations.get("a")).toBeUndefined();
    expect(desk.timelines.get("a")).toBeUndefined();
  });

  it("puts the real message in the place of the optimistic one, by client id", async () => {
    vi.mocked(work.sendMessage).mockReturnValue(new Promise(() => undefined));
    const { desk } = newDesk();
    desk.apply([frame({ version: 1 })]);
    await desk.loadTimeline("a");
    desk.send("a", "hello");
    const clientId = desk.outbox.of("a")[0]?.clientId ?? "";
    desk.apply([frame({ version: 2 }, [message("m1", 1, { client_id: clientId })])]);
    expect(desk.outbox.of("a")).toEqual([]);
    expect(desk.timelines.get("a")?.items.map((each) => each.id)).toEqual(["m1"]);
  });

  it("puts what somebody has just begun on its list at once, though the list is held", async () => {
    const { desk } = newDesk();
    const view = desk.view(mine);
    desk.apply([frame({ version: 1 })]);
    await vi.waitFor(() => expect(view.read().order).toEqual(["a"]));
    view.hold("pointer");
    vi.mocked(work.fetchConversation).mockResolvedValue(
      conversation("b", { last_message_at: at(1) }),
    );
    expect(await desk.begun("b")).toMatchObject({ id: "b" });
    expect(view.read().order).toEqual(["b", "a"]);
  });

  it("announces customers' messages of own conversations only", () => {
    const { desk } = newDesk();
    const heard = vi.fn();
    desk.onArrival(heard);
    const inbound = message("m1", 1, { direction: "inbound" });
    desk.apply([frame({ version: 2, assignee: { id: "other", name: "Ben" } }, [inbound])]);
    desk.apply([frame({ version: 3 }, [message("m2", 2)])]);
    expect(heard).not.toHaveBeenCalled();
    desk.apply([frame({ version: 4 }, [inbound])]);
    expect(heard).toHaveBeenCalledOnce();
  });

  it("loads afresh when the position is too old, and when rights changed", async () => {
    const { desk, accessChanged } = newDesk();
    const view = desk.view(mine);
    await vi.waitFor(() => expect(view.read().state).toBe("ready"));
    const calls = vi.mocked(work.fetchConversations).mock.calls;
    const before = calls.length;
    desk.apply([{ type: "reset", position: "9" }]);
    expect(calls.length).toBe(before + 1);
    desk.apply([{ type: "access", position: "10" }]);
    expect(calls.length).toBe(before + 2);
    expect(accessChanged).toHaveBeenCalledOnce();
  });

  it("passes on who has another picture, and that any may have changed", () => {
    const { desk, avatarChanged } = newDesk();
    const change = { user_id: "other", avatar: "f00d" };
    desk.apply([{ type: "avatar", ...change, position: "p" }]);
    expect(avatarChanged).toHaveBeenLastCalledWith(expect.objectContaining(change));
    desk.apply([{ type: "reset", position: "9" }]);
    expect(avatarChanged).toHaveBeenLastCalledWith(null);
  });

  it("lets go of what a fresh answer no longer shows after rights changed", async () => {
    const { desk } = newDesk();
    const view = desk.view({ scope: "all", status: "active", q: "" });
    desk.apply([frame({ version: 3 })]);
    await vi.waitFor(() => expect(view.read().order).toEqual(["a"]));
    desk.apply([{ type: "access", position: "10" }]);
    await vi.waitFor(() => expect(view.read().order).toEqual([]));
    desk.apply([frame({ version: 4 })]);
    await vi.waitFor(() => expect(view.read().order).toEqual(["a"]));
  });

  it("lets go of the open thread when it may no longer be read", async () => {
    const { desk } = newDesk();
    desk.apply([frame({ version: 3 })]);
    await desk.loadTimeline("a");
    const missing = new ApiError(404, { title: "Not found", status: 404, code: "not_found" });
    vi.mocked(work.fetchTimeline).mockRejectedValue(missing);
    desk.apply([{ type: "access", position: "10" }]);
    await vi.waitFor(() => expect(desk.conversations.get("a")).toBeUndefined());
    expect(desk.timelines.get("a")).toBeUndefined();
  });

  it("takes the own read marker from another tab, and an agent only if newer", () => {
    const { desk } = newDesk();
    desk.apply([frame({ inbound_count: 3, last_message_at: at(1) })]);
    desk.apply([{ type: "read", conversation_id: "a", read_count: 2, position: "p" }]);
    expect(desk.conversations.get("a")?.read_count).toBe(2);
    const agent = {
      user_id: ME,
      name: "Mia",
      status: "busy",
      status_since: at(0),
      load: 1,
      capacity: 5,
      version: 2,
    } as const;
    desk.apply([{ type: "agent", agent, position: "p" }]);
    desk.setAgent({ ...agent, status: "away", version: 1 });
    expect(desk.agent()?.status).toBe("busy");
  });
});
