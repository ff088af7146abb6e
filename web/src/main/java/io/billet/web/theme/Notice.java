package io.billet.web.theme;

/** What has just happened, told once above a page. The words are the message {@code notice.} and {@link #key()}. */
public enum Notice {
    /** The comment waits for a moderator. */
    COMMENT_HELD("comment-held"),
    /** The comment is to be seen. */
    COMMENT_SHOWN("comment-shown"),
    /** The comment to be answered is not there, or not any more. */
    REPLY_GONE("reply-gone"),
    /** The subscription is confirmed and the reader signed in. */
    WELCOME("welcome"),
    /** The subscription is confirmed, and opens nothing: members are those with an account. */
    SUBSCRIBED("subscribed"),
    /** The reader is signed in. */
    SIGNED_IN("signed-in"),
    /** The reader is signed out. */
    SIGNED_OUT("signed-out"),
    /** What a member has changed is stored. */
    SAVED("saved"),
    /** A mail is on its way to the new address of a member; the same for every address. */
    MOVE_ASKED("move-asked"),
    /** The private feed of a member is closed. */
    FEED_CLOSED("feed-closed");

    private final String key;

    Notice(String key) {
        this.key = key;
    }

    /** Returns its name in addresses and messages. */
    public String key() {
        return key;
    }
}
