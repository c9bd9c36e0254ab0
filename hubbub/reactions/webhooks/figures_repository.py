"""Figures of webhooks for whoever watches over the installation."""

from hubbub.kernel.figures import Figure

FIGURES = (
    Figure(
        "hubbub_webhooks",
        "Webhooks by their state",
        "state",
        "SELECT state, count(*) FROM webhook_endpoints GROUP BY state",
    ),
    Figure(
        "hubbub_webhook_deliveries",
        "Deliveries of webhooks that are on and wait, and those that failed in the last day",
        "state",
        "SELECT 'waiting', count(*) FROM webhook_deliveries d "
        "JOIN webhook_endpoints e USING (account_id) "
        "WHERE e.id = d.endpoint_id AND e.state = 'on' AND d.state = 'waiting' "
        "UNION ALL SELECT 'failed', count(*) FROM webhook_deliveries "
        "WHERE state = 'failed' AND ended_at > now() - interval '1 day'",
    ),
    Figure(
        "hubbub_webhook_oldest_seconds",
        "Age of the fact that has waited longest for a webhook that is on",
        "state",
        "SELECT 'waiting', coalesce(extract(epoch FROM now() - min(d.occurred_at)), 0) "
        "FROM webhook_deliveries d JOIN webhook_endpoints e USING (account_id) "
        "WHERE e.id = d.endpoint_id AND e.state = 'on' AND d.state = 'waiting'",
    ),
)
