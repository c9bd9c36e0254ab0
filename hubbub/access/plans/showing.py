"""Puts together what the page of the account's plan shows."""

from hubbub.access.plans.offered import Plan
from hubbub.access.plans.repository import count_users, plan_of_account
from hubbub.access.plans.shapes import AccountPlan, ShownPlan, ShownPlanRequest, ShownQuota
from hubbub.access.requests.repository import Request, newest_requests
from hubbub.access.shapes import Seats
from hubbub.access.users.repository import seats
from hubbub.kernel.database import Transaction
from hubbub.kernel.quotas import QUOTAS, get_quotas, used

MOST_REQUESTS = 10


async def show_account_plan(
    tx: Transaction, offered: tuple[Plan, ...], operator_email: str | None
) -> AccountPlan:
    key = await plan_of_account(tx)
    total, taken = await seats(tx)
    requests = await newest_requests(tx, MOST_REQUESTS)
    shown = [show_plan(each) for each in offered]
    return AccountPlan(
        plan_key=key,
        plan=next((each for each in shown if each.key == key), None),
        seats=Seats(total, taken, max(0, total - taken)),
        users=await count_users(tx),
        quotas=await show_quotas(tx),
        offered=shown,
        requests=[_show_request(each) for each in requests],
        operator_email=operator_email,
    )


async def show_quotas(tx: Transaction) -> list[ShownQuota]:
    most, now = await get_quotas(tx), await used(tx)
    return [ShownQuota(each, now.of(each), most.most(each)) for each in QUOTAS]


def show_plan(plan: Plan) -> ShownPlan:
    assert plan.seats is not None
    return ShownPlan(
        plan.key, plan.name, plan.price, plan.currency, plan.period, plan.seats,
        list(plan.features),
    )  # fmt: skip


def _show_request(request: Request) -> ShownPlanRequest:
    return ShownPlanRequest(
        request.id, request.state, request.name, request.plan, request.seats, request.note,
        request.created_at, request.decided_at,
    )  # fmt: skip
