"""The server: every route, the live socket, the desk."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute

from hubbub.access.admission.routes import settings_router as sign_in_settings_router
from hubbub.access.admission.routes import user_router as user_admission_router
from hubbub.access.audit.routes import router as audit_router
from hubbub.access.avatars.routes import UPLOADS
from hubbub.access.avatars.routes import my_router as my_avatar_router
from hubbub.access.avatars.routes import router as avatars_router
from hubbub.access.avatars.routes import users_router as users_avatar_router
from hubbub.access.custom_roles.routes import router as roles_router
from hubbub.access.directory.routes import router as directory_router
from hubbub.access.effective.routes import (
    my_access_router,
    review_router,
    role_uses_router,
    users_access_router,
)
from hubbub.access.factors.routes import router as security_router
from hubbub.access.identity import read_authorization
from hubbub.access.invites.routes import router as invites_router
from hubbub.access.keys.guessing import Guesses
from hubbub.access.keys.routes import router as keys_router
from hubbub.access.links.routes import resets_router
from hubbub.access.links.routes import router as links_router
from hubbub.access.loading import Actors
from hubbub.access.openid.discovering import Providers
from hubbub.access.openid.routes import router as providers_router
from hubbub.access.plans.routes import account_plan_router, plans_router, requests_router
from hubbub.access.profile.routes import router as profile_router
from hubbub.access.seats.routes import router as seat_holders_router
from hubbub.access.sessions.remembering import Proofs
from hubbub.access.stuck_work.routes import router as stuck_work_router
from hubbub.access.usage.noting import Uses
from hubbub.access.users.access_routes import user_access_router
from hubbub.access.users.list_routes import user_list_router
from hubbub.access.users.routes import (
    permissions_router,
    seats_router,
    users_router,
)
from hubbub.channels.sms.adapters.asking import WaysOut
from hubbub.channels.sms.adapters.opening import Opening
from hubbub.channels.sms.adapters.registry import RegisteredSellers
from hubbub.channels.sms.door_routes import KNOCKS, TOO_MANY
from hubbub.channels.sms.door_routes import router as carrier_doors_router
from hubbub.channels.sms.doors import Doors
from hubbub.channels.sms.hearing import Hearing
from hubbub.channels.sms.http_routes import router as http_carriers_router
from hubbub.channels.sms.routes import router as carriers_router
from hubbub.compat.scim.discovery_routes import router as scim_router
from hubbub.compat.scim.group_routes import router as scim_groups_router
from hubbub.compat.scim.user_routes import router as scim_users_router
from hubbub.compat.scim.wire import PREFIX as SCIM
from hubbub.compat.scim.wire import write_error as write_scim_error
from hubbub.compat.vendor.account.account_routes import keys_router as wire_account_keys_router
from hubbub.compat.vendor.account.account_routes import router as wire_accounts_router
from hubbub.compat.vendor.account.audit_routes import router as wire_audit_router
from hubbub.compat.vendor.account.key_routes import router as wire_keys_router
from hubbub.compat.vendor.account.refusing import write_error as write_wire_error
from hubbub.compat.vendor.account.session_routes import router as wire_session_router
from hubbub.compat.vendor.account.token_routes import router as wire_token_router
from hubbub.compat.vendor.account.wire import PREFIXES as WIRE
from hubbub.compat.vendor.authorizing import read_wire
from hubbub.compat.vendor.numbers.number_routes import router as wire_numbers_router
from hubbub.compat.vendor.numbers.refusing import write_error as write_wire_numbers_error
from hubbub.compat.vendor.numbers.resource_routes import router as wire_resources_router
from hubbub.compat.vendor.numbers.sms_routes import router as wire_number_texts_router
from hubbub.compat.vendor.numbers.voice_routes import router as wire_number_calls_router
from hubbub.compat.vendor.numbers.wire import PREFIXES as WIRE_NUMBERS
from hubbub.compat.vendor.sms.inbox_routes import router as wire_inbox_router
from hubbub.compat.vendor.sms.log_routes import router as wire_logs_router
from hubbub.compat.vendor.sms.refusing import write_error as write_wire_sms_error
from hubbub.compat.vendor.sms.report_routes import router as wire_reports_router
from hubbub.compat.vendor.sms.send_routes import router as wire_send_router
from hubbub.compat.vendor.sms.wire import PREFIX as WIRE_SMS
from hubbub.compat.vendor.subscriptions.certificate_routes import router as wire_certificates_router
from hubbub.compat.vendor.subscriptions.profile_routes import router as wire_profiles_router
from hubbub.compat.vendor.subscriptions.security_routes import router as wire_securities_router
from hubbub.compat.vendor.subscriptions.subscription_routes import (
    router as wire_subscriptions_router,
)
from hubbub.compat.vendor.subscriptions.wire import PREFIX as WIRE_SUBSCRIPTIONS
from hubbub.entrypoints.api_page import serve_api_page
from hubbub.entrypoints.composition import compose
from hubbub.entrypoints.demo_routes import router as demo_router
from hubbub.entrypoints.demonstration.throwing_away import DemoFillers
from hubbub.entrypoints.desk import serve_desk
from hubbub.entrypoints.health import router as health_router
from hubbub.entrypoints.openid_routes import ways_router
from hubbub.entrypoints.second_step_routes import passkey_router, second_step_router
from hubbub.entrypoints.session_routes import (
    accounts_router,
    installation_router,
    me_router,
    session_router,
)
from hubbub.entrypoints.subscribing import VendorEndpoints
from hubbub.features.agents.routes import router as agents_router
from hubbub.features.conversations.assignees_routes import router as assignees_router
from hubbub.features.conversations.explained import router as conversation_access_router
from hubbub.features.conversations.routes import people_router
from hubbub.features.conversations.routes import router as conversations_router
from hubbub.features.conversations.starting_routes import router as starting_router
from hubbub.features.conversations.transcripts.routes import router as transcripts_router
from hubbub.features.first_steps.routes import router as first_steps_router
from hubbub.features.handing_on.routes import router as texts_aside_router
from hubbub.features.numbers.inbound_routes import defaults_router as inbound_defaults_router
from hubbub.features.numbers.inbound_routes import router as inbound_router
from hubbub.features.numbers.orders.document_routes import UPLOADS as ORDER_UPLOADS
from hubbub.features.numbers.orders.document_routes import router as order_documents_router
from hubbub.features.numbers.orders.routes import offers_router as number_offers_router
from hubbub.features.numbers.orders.routes import router as number_orders_router
from hubbub.features.numbers.routes import router as numbers_router
from hubbub.features.privacy.retention.routes import router as retention_router
from hubbub.features.privacy.routes import conversation_router as conversation_hold_router
from hubbub.features.privacy.routes import router as privacy_router
from hubbub.features.privacy.whole.routes import router as account_exports_router
from hubbub.features.queues.routes import router as queues_router
from hubbub.features.senders.routes import router as senders_router
from hubbub.kernel.database import Database, DatabaseAddress
from hubbub.kernel.ending import end
from hubbub.kernel.files.files import Files
from hubbub.kernel.forwarding import Forwarded
from hubbub.kernel.limits import BodyLimit
from hubbub.kernel.outgoing import Outgoing
from hubbub.kernel.problems import handle_problems, speak
from hubbub.kernel.secrets import load_secrets
from hubbub.kernel.settings import Settings
from hubbub.kernel.tail import Tail
from hubbub.kernel.waking import Waker
from hubbub.kernel.watching import Watched
from hubbub.reactions.realtime.hub import Hub
from hubbub.reactions.realtime.socket import router as live_router
from hubbub.reactions.webhooks.delivery_routes import router as webhook_deliveries_router
from hubbub.reactions.webhooks.routes import router as webhooks_router

ROUTERS = (
    installation_router, accounts_router, session_router, me_router, agents_router,
    starting_router, assignees_router, conversations_router, people_router, privacy_router,
    live_router, queues_router, user_list_router,
    first_steps_router,
    users_router, user_access_router, invites_router, links_router, resets_router, profile_router,
    roles_router,
    permissions_router, seats_router, carriers_router, numbers_router, keys_router, health_router,
    users_access_router, my_access_router, role_uses_router, review_router,
    conversation_access_router, seat_holders_router, audit_router,
    second_step_router, passkey_router, ways_router, security_router, sign_in_settings_router,
    user_admission_router, providers_router,
    plans_router, requests_router, account_plan_router,
    demo_router, stuck_work_router, retention_router, conversation_hold_router,
    account_exports_router,
    transcripts_router,
    avatars_router, my_avatar_router, users_avatar_router,
    webhooks_router, webhook_deliveries_router,
    senders_router,
    inbound_router, inbound_defaults_router, texts_aside_router,
    directory_router, scim_users_router, scim_groups_router, scim_router,
    number_offers_router, number_orders_router, order_documents_router,
    http_carriers_router, carrier_doors_router,
    wire_keys_router, wire_accounts_router, wire_account_keys_router, wire_session_router,
    wire_token_router, wire_audit_router,
    wire_send_router, wire_reports_router, wire_logs_router, wire_inbox_router,
    wire_numbers_router, wire_number_texts_router, wire_number_calls_router,
    wire_resources_router,
    wire_subscriptions_router, wire_profiles_router, wire_securities_router,
    wire_certificates_router,
)  # fmt: skip

ABOUT = """The interface that Hubbub's own desk uses. Sign in for a cookie, or send an API key as
`Authorization: Bearer …`. Ids are 32 hex digits, times are RFC 3339 in UTC, and everything refused
is problem details (RFC 9457) whose `code` says why."""


def create_app(settings: Settings, address: DatabaseAddress) -> FastAPI:
    """The application; it connects when it starts and lets go when it stops."""
    compose(settings)
    app = FastAPI(
        title="Hubbub",
        version="0.1",
        description=ABOUT,
        lifespan=_lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
    )
    app.state.settings = settings
    app.state.address = address
    app.state.secrets = load_secrets(settings)
    app.state.sellers = RegisteredSellers(settings, app.state.secrets)
    app.state.lines = Opening(settings, app.state.secrets, WaysOut.begin(settings))
    app.state.proofs = Proofs()
    app.state.files = Files(settings.home)
    app.state.wire_endpoints = VendorEndpoints()
    app.state.outgoing = outgoing = Outgoing(settings.outgoing_networks)
    app.state.openid = Providers(outgoing)
    handle_problems(app)
    speak(app, SCIM, write_scim_error)
    for prefix in WIRE:
        speak(app, prefix, write_wire_error)
        read_authorization(app, prefix, read_wire)
    for prefix in (*WIRE_NUMBERS, WIRE_SUBSCRIPTIONS):
        speak(app, prefix, write_wire_numbers_error)
        read_authorization(app, prefix, read_wire)
    speak(app, WIRE_SMS, write_wire_sms_error)
    read_authorization(app, WIRE_SMS, read_wire)
    app.add_middleware(BodyLimit, bounds=[UPLOADS, ORDER_UPLOADS, KNOCKS])
    app.add_middleware(Watched)
    app.add_middleware(Forwarded, trusted=settings.trusted_proxies)
    for router in ROUTERS:
        app.router.routes.extend(router.plain_routes)
    for router in ROUTERS:
        app.include_router(router.api)
    serve_api_page(app)
    serve_desk(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    settings: Settings = app.state.settings
    database = Database(app.state.address, size=settings.database_pool)
    await database.open()
    app.state.database = database
    app.state.actors = Actors(database)
    app.state.uses = uses = Uses(database)
    app.state.guesses = Guesses(database)
    app.state.forgeries = Guesses(database, "door-address", TOO_MANY)
    app.state.hearing = Hearing(database)
    app.state.doors = Doors(database, app.state.lines)
    waker = Waker(database.address.direct)
    database.when_events(waker.wake)
    tail = Tail(database)
    app.state.demos = demos = DemoFillers(app)
    app.state.hub = hub = Hub(database, tail)
    await hub.begin()
    tasks = [
        asyncio.create_task(work, name=name)
        for name, work in {
            "waker": waker.run(),
            "listen": tail.listen(),
            "hub": hub.run(),
            "positions": hub.tell_positions(),
            "sessions": hub.check_sessions(),
            "lateness": hub.tell_lateness(),
            "uses": uses.run(),
        }.items()
    ]
    try:
        yield
    finally:
        await demos.stop()
        await end(tasks)
        await database.close()
