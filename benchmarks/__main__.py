"""`make bench`: every measure, its floor beside it, as a table for README.md."""

from benchmarks import decisions, inbound, what_if
from benchmarks.figures import machine


def main() -> None:
    print(machine())
    print()
    print("| Measure | p50 | p99 | Floor in the same run | Ratio |")
    print("|---|---|---|---|---|")
    sms = inbound.measure()
    floor = f"one durable commit: p50 {sms.commit.p50:.2f} ms, p99 {sms.commit.p99:.2f} ms"
    for name, found in (("carrier answered", sms.to_answer), ("agent's screen", sms.to_screen)):
        print(
            f"| inbound SMS to {name}, {found.count} texts at {inbound.PER_SECOND}/s "
            f"| {found.p50:.1f} ms | {found.p99:.1f} ms | {floor} "
            f"| {found.p50 / sms.commit.p50:.1f} |"
        )
    print(
        f"| inbound SMS in a burst of {inbound.TEXTS}, answered after commit "
        f"| {sms.burst:.0f} /s | | commits one after the other: {1000 / sms.commit.p50:.0f} /s "
        f"| {sms.burst * sms.commit.p50 / 1000:.2f} |"
    )
    rate = decisions.measure()
    print(
        f"| permission decisions with reach, one core | {rate.ours / 1e6:.2f} M/s | "
        f"| frozenset of keys with the same reach: {rate.frozensets / 1e6:.2f} M/s "
        f"| {rate.ours / rate.frozensets:.2f} |"
    )
    edit = what_if.measure()
    print(
        f"| what-if of a role edit, {what_if.USERS:,} users, {what_if.ROLES:,} roles, CPU "
        f"| {edit.ours:.0f} ms | | user by user: {edit.naive:.0f} ms "
        f"| {edit.ours / edit.naive:.2f} |"
    )


if __name__ == "__main__":
    main()
