"""`make bench`: every measure, its floor beside it, as a table for README.md; with names after it,
such as `overload`, those alone."""

import sys

from benchmarks import (
    beside_kannel,
    day,
    decisions,
    doors,
    hot_reads,
    inbound,
    overload,
    recovering,
    revoking,
    routing,
    sealing,
    together,
    visible,
    what_if,
)
from benchmarks.figures import machine
from hubbub.channels.sms.smpp.pdus import status_name


def main() -> None:
    print(machine())
    print()
    print("| Measure | p50 | p99 | Floor in the same run | Ratio |")
    print("|---|---|---|---|---|")
    wanted = sys.argv[1:] or list(MEASURES)
    for name in wanted:
        MEASURES[name]()


def _inbound() -> None:
    sms = inbound.measure()
    for name, found, bare in (
        ("carrier answered", sms.to_answer, sms.bare_answer),
        ("agent's screen", sms.to_screen, sms.bare_screen),
    ):
        print(
            f"| inbound SMS to {name}, {found.count} texts at {inbound.PER_SECOND}/s "
            f"| {found.p50:.1f} ms | {found.p99:.1f} ms | the same way stripped: "
            f"p50 {bare.p50:.1f} ms, p99 {bare.p99:.1f} ms "
            f"| p50 {found.p50 / bare.p50:.1f}, p99 {found.p99 / bare.p99:.1f} |"
        )
    commit = sms.commit
    print(f"| one row in one durable commit | {commit.p50:.2f} ms | {commit.p99:.2f} ms | | |")
    print(
        f"| inbound SMS in a burst of {inbound.BURST:,}, answered after commit "
        f"| {sms.burst:,.0f}/s | | one row a commit, 32 connections: {sms.commits:,.0f}/s "
        f"| {sms.burst / sms.commits:.2f} |"
    )


def _kannel() -> None:
    found = beside_kannel.measure()
    if found is None:
        print("| inbound SMS beside Kannel: Kannel is not installed | | | | |")
        return
    print(
        f"| inbound SMS, {beside_kannel.TEXTS:,} at a time, answered after commit "
        f"| {found.ours:,.0f}/s | | Kannel's bearerbox, file store: {found.kannel:,.0f}/s "
        f"| {found.ratio:.2f} |"
    )


def _together() -> None:
    found = together.measure()
    print(
        f"| texts kept, {together.TOGETHER} in a transaction | {found.together:,.0f}/s | "
        f"| one in each, {together.AT_ONCE} at once: {found.alone:,.0f}/s | {found.ratio:.1f} |"
    )


def _overload() -> None:
    load = overload.measure()
    refused = ", ".join(f"{count:,} x {status_name(code)}" for code, count in load.refused.items())
    print(
        f"| inbound SMS, {load.offered:,.0f}/s offered: taken in | {load.goodput:,.0f}/s | "
        f"| sent as fast as answered: {load.peak:,.0f}/s | {load.ratio:.2f} |"
    )
    print(f"| the others, told to come later | {refused or 'none'} | | | |")
    page, calm = load.page, load.page_at_peak
    print(
        f"| page of conversations meanwhile | {page.p50:.0f} ms | {page.p99:.0f} ms "
        f"| at the peak: p50 {calm.p50:.0f} ms, p99 {calm.p99:.0f} ms "
        f"| {page.p50 / calm.p50:.2f} |"
    )


def _revocation() -> None:
    taken = revoking.measure()
    floor = f"NOTIFY to one listener: p50 {taken.notified.p50:.2f} ms"
    one = f"revocation of one of {2 * revoking.PEOPLE:,} sockets' users, two servers"
    everybody = f"edit of a role, to the last of {taken.sockets:,} sockets, two servers"
    for name, told in ((one, taken.one), (everybody, taken.everybody)):
        print(
            f"| {name} | {told.p50:.1f} ms | {told.p99:.1f} ms | {floor} "
            f"| {told.p50 / taken.notified.p50:.1f} |"
        )


def _hot_reads() -> None:
    found = hot_reads.measure()
    for name, cost, beside in (
        (f"page of {hot_reads.PAGE} conversations", found.page, "bare Starlette, same statement"),
        (f"frame to one of {hot_reads.SOCKETS} sockets", found.frame, "bare socket, same bytes"),
    ):
        print(
            f"| {name}, CPU of the server | {cost.ours:,.0f} µs | | {beside}: {cost.bare:,.0f} µs "
            f"| {cost.ratio:.2f} |"
        )


def _doors() -> None:
    for found in doors.measure():
        print(
            f"| texts at the door of {found.kind}, {doors.CONNECTIONS} at once "
            f"| {found.ours:,.0f}/s | | bare Starlette, one insert each: {found.bare:,.0f}/s "
            f"| {found.ratio:.2f} |"
        )


def _recovery() -> None:
    found = recovering.measure()
    for name, seconds in (("a text is kept", found.text), ("a page is shown", found.page)):
        print(
            f"| kill -9 of the database: until {name} | {seconds:.2f} s | "
            f"| the database alone: {found.alone:.2f} s | {seconds / found.alone:.2f} |"
        )


def _day() -> None:
    found = day.measure()
    print(
        f"| {day.CONVERSATIONS:,} conversations, written, answered, delivered, closed "
        f"| {found.per_second:.0f}/s | | a day in real time | {found.times:,.0f} |"
    )
    print(
        f"| memory of server and worker after them | {found.memory_after:.0f} MB | "
        f"| after the first quarter: {found.memory_before:.0f} MB "
        f"| {found.memory_after / found.memory_before:.2f} |"
    )


def _routing() -> None:
    found = routing.measure()
    what = f"{routing.WAITING:,} that wait, {routing.AGENTS_IN_ALL:,} agents"
    floor = f"SKIP LOCKED, a commit each: {found.one_by_one:,.0f}/s"
    for name, per_second in (("decided", found.in_memory), ("given, durable", found.durable)):
        print(
            f"| routing, {what}: {name} | {per_second:,.0f}/s | | {floor} "
            f"| {per_second / found.one_by_one:.1f} |"
        )


def _decisions() -> None:
    found = decisions.measure()
    for other in found.others:
        beside = other.missing or f"{other.name}: {other.per_second:,.0f}/s"
        for each in (found.ours, found.explained):
            ratio = f"{each.per_second / other.per_second:.2f}" if other.per_second else ""
            print(f"| {each.name}, one core | {each.per_second:,.0f}/s | | {beside} | {ratio} |")
    print(f"| random requests that Cedar answers alike | {found.compared:,} | | | |")


def _what_if() -> None:
    edit = what_if.measure()
    print(
        f"| what-if of a role edit, {what_if.USERS:,} users, {what_if.ROLES:,} roles, CPU "
        f"| {edit.ours:.0f} ms | | user by user: {edit.naive:.0f} ms "
        f"| {edit.ours / edit.naive:.2f} |"
    )


def _visibility() -> None:
    seen = visible.measure()
    floor = f"the same list without that: p50 {seen.everything.p50:.2f} ms"
    print(
        f"| page of conversations, only those within reach | {seen.within_reach.p50:.2f} ms "
        f"| {seen.within_reach.p99:.2f} ms | {floor} | {seen.ratio:.2f} |"
    )


def _audit() -> None:
    audit = sealing.measure()
    floor = f"audited facts written, {sealing.EACH} a transaction: {audit.written:,.0f}/s"
    for name, per_second in (("sealed", audit.sealed), ("verified", audit.verified)):
        print(
            f"| rows of the audit {name} | {per_second:,.0f}/s | | {floor} "
            f"| {per_second / audit.written:.1f} |"
        )


MEASURES = {
    "inbound": _inbound,
    "together": _together,
    "kannel": _kannel,
    "overload": _overload,
    "routing": _routing,
    "hot_reads": _hot_reads,
    "doors": _doors,
    "recovery": _recovery,
    "day": _day,
    "revocation": _revocation,
    "decisions": _decisions,
    "what_if": _what_if,
    "visibility": _visibility,
    "audit": _audit,
}

if __name__ == "__main__":
    main()
