"""Who there is: people and bots."""

from dataclasses import dataclass, field

from bot.sandbox.shapes import Json, without_empty


@dataclass(slots=True)
class User:
    """A person or a bot as everybody sees them; `role` is a label for the sandbox page only."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "ru"
    role: str = "stranger"
    is_bot: bool = False
    deleted: bool = False
    """The account is no more; Telegram still shows what it said."""
    extra: bool = False
    """One of a crowd, not offered on the page."""

    @property
    def shape(self) -> Json:
        """Telegram's User."""
        shape: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            shape["last_name"] = self.last_name
        if self.username:
            shape["username"] = self.username
        if self.language_code and not self.is_bot:
            shape["language_code"] = self.language_code
        return shape

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name or ''}".strip()

    @property
    def listed(self) -> bool:
        """Whether one can act in this person's name on the page."""
        return not (self.deleted or self.extra)

    @property
    def persona(self) -> Json:
        """The person as an entry of the page's switcher."""
        return without_empty(
            {
                "id": self.id,
                "first_name": self.first_name,
                "last_name": self.last_name,
                "username": self.username,
                "role": self.role,
                "language_code": self.language_code,
            }
        )


@dataclass(slots=True)
class Bot:
    """A bot's account: its token and what its owner's calls have set."""

    token: str
    user: User
    webhook: Json = field(default_factory=dict)
    allowed_updates: list[str] | None = None
    profile: dict[str, str] = field(default_factory=dict)
    """Description, short description and name by `<field>:<language>`."""
    reads_all: bool = False
    """Privacy mode is off: it sees every message of its groups."""
    inline: bool = False
    """People may type `@bot words` in any chat (BotFather, /setinline)."""
    inline_feedback: bool = False
    """It hears which result was chosen (BotFather, /setinlinefeedback at 100 %)."""

    @property
    def id(self) -> int:
        """The id of the bot's user."""
        return self.user.id

    @property
    def me(self) -> Json:
        """The answer to getMe."""
        return {
            **self.user.shape,
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all,
            "supports_inline_queries": self.inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }
