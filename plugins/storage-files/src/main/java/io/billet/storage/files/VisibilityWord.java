package io.billet.storage.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words that fields such as {@code status} and {@code visibility} may hold, compared as {@link VisibilityField}s are. */
enum VisibilityWord {
    /** In every such field. */
    PUBLIC("public", "published", "publish"),
    /** As a status; JBake's last one leaves it to the date. */
    LIVE("live", "publisheddate"),
    /** As an audience. */
    EVERYONE("everyone", "everybody", "anyone", "all", "world", "open"),
    MEMBERS("members", "member", "membersonly", "memberonly", "subscribers", "subscriber", "subscribersonly"),
    PAID("paid", "paying", "paidmembers", "payingmembers", "paidonly", "onlypaid"),
    /** Ghost: those that the field {@code tiers} names. */
    TIERS("tiers", "tier"),
    SCHEDULED("scheduled", "future"),
    ARCHIVED("archived", "archive", "trash", "trashed", "deleted", "removed", "expired"),
    DRAFT(
            "draft",
            "drafts",
            "autodraft",
            "unpublished",
            "private",
            "hidden",
            "unlisted",
            "secret",
            "internal",
            "confidential",
            "restricted",
            "protected",
            "password",
            "passwordprotected",
            "pending",
            "pendingreview",
            "review",
            "inreview",
            "inherit",
            "sent",
            "skip",
            "wip",
            "inprogress",
            "workinprogress",
            "none",
            "nobody");

    private static final Map<String, VisibilityWord> BY_TEXT = new HashMap<>();

    static {
        for (VisibilityWord word : values()) {
            word.texts.forEach(text -> BY_TEXT.put(text, word));
        }
    }

    private final List<String> texts;

    VisibilityWord(String... texts) {
        this.texts = List.of(texts);
    }

    /** Returns what a text means; empty if that is not known. */
    static Optional<VisibilityWord> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(VisibilityField.plain(text)));
    }
}
