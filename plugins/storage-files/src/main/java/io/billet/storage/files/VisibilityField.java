package io.billet.storage.files;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The fields that decide who may read, by what their values mean. Names are compared in lower case and without spaces,
 * hyphens, underscores and dots, with or without {@code is}, {@code post}, {@code page} or {@code article} before them:
 * {@code Draft}, {@code is_draft} and {@code membersOnly} are as good as {@code draft} and {@code members_only}.
 */
enum VisibilityField {
    /** Yes: it is a draft. */
    DRAFT_IF_YES("draft", "drafts", "wip", "workinprogress", "unpublished"),
    /** No: it is a draft. */
    DRAFT_IF_NO("published", "publish"),
    /** Yes: it was published once. */
    ARCHIVED_IF_YES("archived", "trash", "trashed", "deleted", "removed", "expired"),
    /** A word for where it stands. */
    STATUS(
            "status",
            "state",
            "publicationstatus",
            "publicationstate",
            "publishstatus",
            "publishstate",
            "publishingstatus",
            "workflow",
            "workflowstatus",
            "workflowstate"),
    /** Nobody reads it before that time. */
    STARTS(
            "publishdate",
            "publishat",
            "publishon",
            "publishedat",
            "publishedon",
            "publisheddate",
            "publicationdate",
            "pubdate",
            "datepublished",
            "embargo",
            "embargodate",
            "embargountil"),
    /** Nobody reads it after that time. */
    ENDS(
            "expirydate",
            "expiry",
            "expires",
            "expiresat",
            "expireson",
            "expiredate",
            "expireat",
            "expiration",
            "expirationdate",
            "unpublish",
            "unpublishdate",
            "unpublishat",
            "unpublishon",
            "publishuntil",
            "publisheduntil",
            "visibleuntil"),
    /** Yes: left out of lists by those who have them; here not for readers, as a blog has no such place. */
    UNLISTED_IF_YES("hidden", "unlisted", "headless", "eleventyexcludefromcollections"),
    /** Yes: not for readers. */
    HIDDEN_IF_YES(
            "private",
            "secret",
            "confidential",
            "internal",
            "protected",
            "protect",
            "passwordprotected",
            "encrypted",
            "encrypt",
            "locked",
            "restricted",
            "login",
            "requirelogin",
            "requireslogin",
            "loginrequired",
            "requireauth",
            "requiresauth",
            "authrequired"),
    /** No: not for readers. */
    HIDDEN_IF_NO("public", "visible", "listed", "enabled", "active", "routable", "render"),
    /** Anything: not for readers, as nothing here asks for passwords or knows who may. */
    HIDDEN_IF_SAID(
            "password",
            "passwords",
            "passwordhash",
            "passphrase",
            "passcode",
            "pwd",
            "acl",
            "permission",
            "permissions",
            "allowedusers",
            "allowedroles",
            "allowedgroups",
            "requiredrole",
            "requiredroles",
            "restrictto",
            "restrictedto",
            "sharedwith"),
    /** A word for whom it is, or labels. */
    AUDIENCE("audience", "visibility", "access", "accesslevel", "visibleto", "viewableby", "readableby"),
    /** Labels, where the word {@code tiers} asks for them or not. */
    TIERS("tier", "tiers"),
    /** Yes: for members. */
    MEMBERS_IF_YES(
            "membersonly",
            "memberonly",
            "members",
            "formembers",
            "subscribersonly",
            "subscriberonly",
            "forsubscribers",
            "gated"),
    /** Yes: for members who bear the label {@code paid}. */
    PAID_IF_YES("paid", "paidonly", "paidmembersonly", "premium", "premiumonly", "paywall", "paywalled"),
    /** Hugo's table of what is made of a page. */
    BUILD("build"),
    /** Eleventy writes no page where this is {@code false}; otherwise it is an address. */
    ADDRESS("permalink", "url", "path"),
    /** Material for MkDocs hides parts of a page by a list; other sites hide the page. */
    HIDE("hide", "dghide"),
    /** Hexo's layout, or somebody's type, may be {@code draft}; otherwise it is none of ours. */
    TYPE("type", "layout", "posttype");

    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cf}_.-]+");
    private static final List<String> PREFIXES = List.of("is", "post", "page", "article", "dg");

    private static final Map<String, VisibilityField> BY_NAME = new HashMap<>();

    static {
        for (VisibilityField field : values()) {
            field.names.forEach(name -> BY_NAME.put(name, field));
        }
    }

    private final List<String> names;

    VisibilityField(String... names) {
        this.names = List.of(names);
    }

    /** Returns which of the fields bears this name; empty if it decides nothing. */
    static Optional<VisibilityField> named(String name) {
        String plain = plain(name);
        return Stream.concat(
                        Stream.of(plain),
                        PREFIXES.stream().filter(plain::startsWith).map(prefix -> plain.substring(prefix.length())))
                .map(BY_NAME::get)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** Returns a name or a word as it is compared with others. */
    static String plain(String text) {
        return SEPARATORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Whether publishing, scheduling or archiving an article may change it; the others are for its author alone to take away. */
    boolean isOfLifecycle() {
        return switch (this) {
            case DRAFT_IF_YES, DRAFT_IF_NO, ARCHIVED_IF_YES, STATUS, ENDS -> true;
            default -> false;
        };
    }

    /** Whether a section that says so of itself says it of all that lies below. */
    boolean passesDown() {
        return switch (this) {
            case DRAFT_IF_YES, DRAFT_IF_NO, ARCHIVED_IF_YES, STATUS, HIDDEN_IF_YES, HIDDEN_IF_SAID -> true;
            default -> false;
        };
    }

    /** Whether another audience takes its place. */
    boolean isOfAudience() {
        return switch (this) {
            case AUDIENCE, TIERS, MEMBERS_IF_YES, PAID_IF_YES -> true;
            default -> false;
        };
    }
}
