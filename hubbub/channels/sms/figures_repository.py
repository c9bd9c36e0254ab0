"""Figures of carriers and of what waits for them, for whoever watches over the installation."""

from hubbub.kernel.figures import Figure

FIGURES = (
    Figure(
        "hubbub_carriers",
        "Carriers by the state of their connection",
        "state",
        "SELECT state, count(*) FROM carriers GROUP BY state",
    ),
    Figure(
        "hubbub_outgoing_parts",
        "Parts of texts on their way out, by state",
        "state",
        "SELECT state, count(*) FROM sms_parts WHERE state IN ('queued', 'submitting') "
        "GROUP BY state",
    ),
    Figure(
        "hubbub_oldest_queued_part_seconds",
        "Age of the part of a text that has waited longest to go out",
        "state",
        "SELECT 'queued', coalesce(extract(epoch FROM now() - min(created_at)), 0) "
        "FROM sms_parts WHERE state = 'queued'",
    ),
    Figure(
        "hubbub_rejected_inbound",
        "Texts from carriers that could not be taken in and were kept aside",
        "table",
        "SELECT 'rejected_inbound', count(*) FROM rejected_inbound",
    ),
)
