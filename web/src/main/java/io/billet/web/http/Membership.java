package io.billet.web.http;

/** By what readers become those who may read what is for members, and what the pages tell them of it. */
public enum Membership {

    /**
     * Who subscribes to the newsletter. Users of the host read as members, too, but nobody is told to become one: they are the staff, say.
     */
    NEWSLETTER,

    /**
     * Who has an account at the host. A subscription to the newsletter opens nothing: the blog knows no sessions of its own.
     */
    ACCOUNTS,

    /** Either. */
    BOTH;

    /** Returns whether the newsletter makes members. */
    public boolean byNewsletter() {
        return this != ACCOUNTS;
    }

    /** Returns whether accounts at the host make members, as far as readers are told. */
    public boolean byAccounts() {
        return this != NEWSLETTER;
    }
}
