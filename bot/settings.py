"""Settings from the environment and `.env`; the only reader of either."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.errors import InputError
from bot.logs import redact
from bot.planning import Timetable


class SettingsError(Exception):
    """Wrong settings; `lines` has one for each: key, value, remedy."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def _token(value: str) -> str:
    if value and not re.fullmatch(r"\d{3,}:[\w-]{10,}", value):
        raise ValueError("is not a token; copy it from BotFather, it looks like 123456:ABC-DEF…")
    return value


def _channel(value: str) -> str:
    if value and not re.fullmatch(r"@[A-Za-z]\w{3,31}|-100\d{5,}", value):
        raise ValueError("is no channel; write @name, or its number that begins with -100")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        raise ValueError("is no time zone; write one like Asia/Vladivostok") from None
    return value


def _slots(value: str) -> str:
    try:
        return str(Timetable.parse(value))
    except InputError as error:
        raise ValueError(f"is no timetable: {error}") from None


def _database(value: str) -> str:
    if value.startswith("postgresql://"):
        return _server(value)
    if not re.match(r"sqlite:///[^:]", value):
        raise ValueError(
            "is no database; write sqlite:///data/bot.db, or postgresql://user@host/name with "
            ":password behind the user"
        )
    return value


def _server(value: str) -> str:
    try:
        parts = urlsplit(value)
        signs = "@" in parts.path or parts.netloc.count("@") > 1
        good = len(parts.path) > 1 and not re.search(r"\s", value)
    except ValueError:  # of brackets
        signs = good = False
    if signs:
        raise ValueError("can't be read; write the signs @ / : # of a password as %40 %2F %3A %23")
    if not good:
        raise ValueError(
            "names no database; write postgresql://user@host/name with :password behind the user"
        )
    return value


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # of the port
        good = False
    if not good:
        raise ValueError("is no address; write https://api.telegram.org")
    return value.rstrip("/")


def _webhook(value: str) -> str:
    try:
        parts = urlsplit(value)
        near = parts.hostname in ("localhost", "127.0.0.1", "::1")
        good = parts.scheme == "https" or (parts.scheme == "http" and near)
        good = good and bool(parts.hostname) and parts.path not in ("", "/") and parts.port != 0
    except ValueError:  # of the port
        good = False
    if value and not good:
        raise ValueError("is no address for Telegram; write https://bot.example.org/a-long-path")
    return value


def _secret(value: str) -> str:
    if value and not re.fullmatch(r"[\w-]{16,256}", value, re.ASCII):
        raise ValueError("is no secret; write 16 to 256 letters, digits, _ and -, or leave it out")
    return value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


WEBHOOK_PORT = 8080


class Settings(BaseSettings):
    """Everything that can be set; `.env.example` explains each key."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        env_ignore_empty=True,
        frozen=True,
    )

    bot_token: Annotated[SecretStr, BeforeValidator(_token)] = SecretStr("")
    owner_id: Annotated[int, Field(ge=0, lt=2**52)] = 0
    channel: Annotated[str, AfterValidator(_channel)] = ""
    journal: Annotated[int, Field(le=0, gt=-(2**52))] = 0
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Vladivostok"
    age_mark: Literal["0+", "6+", "12+", "16+", "18+"] = "16+"
    slots: Annotated[str, AfterValidator(_slots)] = (
        "пн-пт 09:00 12:00 15:00 18:00; сб-вс 11:00 16:00"
    )
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///data/bot.db"
    telegram_api_url: Annotated[str, AfterValidator(_url)] = "https://api.telegram.org"
    webhook_url: Annotated[str, AfterValidator(_webhook)] = ""
    webhook_secret: Annotated[SecretStr, BeforeValidator(_secret)] = SecretStr("")
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 0
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = (
        "INFO"
    )
    log_format: Literal["text", "json"] = "text"

    @property
    def database(self) -> str:
        """The address of the database as it may be shown."""
        return redact(self.database_url)

    @property
    def token(self) -> str:
        """The bot's token; empty for the sandbox."""
        return self.bot_token.get_secret_value()

    @property
    def port(self) -> int:
        """Where the bot listens; 0: it does not. A webhook needs a port."""
        return self.http_port or (WEBHOOK_PORT if self.webhook_url else 0)


REMEDIES = {
    "journal": "is no chat; write the number of a group or channel, which begins with a minus",
    "owner_id": "is no Telegram user id; write a number, @userinfobot tells yours",
    "http_port": "is no port; write a number up to 65535, or 0 to listen nowhere",
    "age_mark": "is no age mark; write 0+, 6+, 12+, 16+ or 18+",
    "log_level": "is no level; write DEBUG, INFO, WARNING or ERROR",
    "log_format": "is no format; write text or json",
}


def load(**overrides: object) -> Settings:
    """Reads the settings. Raises SettingsError that names every wrong value."""
    try:
        settings = Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError([_line(problem) for problem in error.errors()]) from None
    except UnicodeDecodeError:
        raise SettingsError([".env: is not UTF-8; save it in UTF-8"]) from None
    missing = []
    if settings.token and not settings.owner_id:
        missing.append(f"OWNER_ID=: {REMEDIES['owner_id']}")
    if settings.token and not settings.channel:
        missing.append("CHANNEL=: is missing; write @name, or its number that begins with -100")
    if missing:
        raise SettingsError(missing)
    return settings


def _line(problem: object) -> str:
    assert isinstance(problem, dict)  # noqa: S101 - pydantic's own shape
    key = str(problem["loc"][0])
    value = "<hidden>" if key in ("bot_token", "webhook_secret") else problem.get("input")
    message = str(problem["msg"]).removeprefix("Value error, ")
    return redact(f"{key.upper()}={value}: {REMEDIES.get(key, message)}")
