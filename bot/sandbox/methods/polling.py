"""getUpdates and the webhook's settings (bot-api.md §4)."""

import re
from urllib.parse import urlsplit

from bot.sandbox.courier import is_local
from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.methods.call import Call
from bot.sandbox.shapes import Json
from bot.sandbox.updates import allowed_types

_LONGEST_POLL = 50
_PORTS = (80, 88, 443, 8443)


async def get_updates(call: Call) -> list[Json]:
    """Confirm, then give what waits or wait for it."""
    if call.bot.webhook:
        raise conflict(
            "can't use getUpdates method while webhook is active;"
            " use deleteWebhook to delete the webhook first"
        )
    args, queue = call.args, call.world.delivery.queue(call.bot)
    _keep_allowed(call)
    offset = args.integer("offset")
    limit = args.integer("limit", 100, 1, 100)
    timeout = args.integer("timeout", 0, 0, _LONGEST_POLL)
    limit, timeout = queue.slow_down(offset, limit, timeout)
    found = queue.take(offset, limit)
    if not found and timeout:
        await queue.wait(timeout)
        found = queue.take(offset, limit)
    return found


async def set_webhook(call: Call) -> tuple[bool, str]:
    """From now on updates are brought to the address. An empty address deletes."""
    url = call.args.text("url")
    if not url:
        return delete_webhook(call)
    _check_webhook(url, call.args.text("secret_token"))
    _keep_allowed(call)
    queue = call.world.delivery.queue(call.bot)
    if call.args.flag("drop_pending_updates"):
        queue.clear()
    settings: Json = {
        "url": url,
        "max_connections": call.args.integer("max_connections", 40, 1, 100),
        "secret_token": call.args.text("secret_token"),
    }
    same = call.bot.webhook == settings
    call.bot.webhook = settings
    call.world.directory.save_bot(call.bot)
    if not same:
        call.world.webhooks.changed(call.bot)
    await queue.end_poll("terminated by setWebhook request")
    return True, "Webhook is already set" if same else "Webhook was set"


def delete_webhook(call: Call) -> tuple[bool, str]:
    """Back to getUpdates."""
    if call.args.flag("drop_pending_updates"):
        call.world.delivery.queue(call.bot).clear()
    had = bool(call.bot.webhook)
    call.bot.webhook = {}
    call.world.directory.save_bot(call.bot)
    call.world.webhooks.changed(call.bot)
    return True, "Webhook was deleted" if had else "Webhook is already deleted"


def get_webhook_info(call: Call) -> Json:
    """WebhookInfo."""
    webhook = call.bot.webhook
    info: Json = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(call.world.delivery.queue(call.bot)),
    }
    if webhook:
        info |= call.world.webhooks.trouble(call.bot)
        info["max_connections"] = webhook["max_connections"]
    if call.bot.allowed_updates is not None:
        info["allowed_updates"] = call.bot.allowed_updates
    return info


def _keep_allowed(call: Call) -> None:
    """Absent or invalid keeps the setting; an empty list means the default."""
    names = call.args.lenient_json("allowed_updates")
    if not isinstance(names, list):
        return
    kept = allowed_types(names)
    if kept != call.bot.allowed_updates:
        call.bot.allowed_updates = kept
        call.world.directory.save_bot(call.bot)


def _check_webhook(url: str, secret: str) -> None:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        port = parts.port or 443
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.scheme == "http" and is_local(url):
        pass  # a Bot API server of one's own takes HTTP and any port, too (its option --local)
    elif parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    elif port not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad_request("secret token contains unallowed characters")
