"""`make bench`: every measure, its floor beside it, as a table for README.md."""

from benchmarks import decisions, inbound, revoking, sealing, visible, what_if
from benchmarks.figures import machine


def main() -> None:
    print(machine())
    print()
    print("| Measure | p50 | p99 | Floor in the same run | Ratio |")
    print("|---|---|---|---|---|")
    for measure in (_inbound, _revocation, _decisions, _what_if, _visibility, _audit):
        measure()


def _inbound() -> None:
    sms = inbound.measure()
    floor = f"one durable commit: p50 {sms.commit.p50:.2f} ms, p99 {sms.commit.p99:.2f} ms"
    for name, found in (("carrier answered", sms.to_answer), ("agent's screen", sms.to_screen)):
        print(
            f"| inbound SMS to {name}, {found.count} texts at {inbound.PER_SECOND}/s "
            f"| {found.p50:.1f} ms | {found.p99:.1f} ms | {floor} "
            f"| {found.p50 / sms.commit.p50:.1f} |"
        )
    print(
        f"| inbound SMS in a burst of {inbound.BURST:,}, answered after commit "
        f"| {sms.burst:,.0f}/s | | one row a commit, 32 connections: {sms.commits:,.0f}/s "
        f"| {sms.burst / sms.commits:.2f} |"
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


if __name__ == "__main__":
    main()
