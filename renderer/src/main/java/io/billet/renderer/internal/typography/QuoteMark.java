package io.billet.renderer.internal.typography;

import org.jspecify.annotations.Nullable;

/** A quote in a running text, straight or typeset, and what is known of it. */
final class QuoteMark {

    /** To which side of it the quoted text stands, as far as its neighbours tell. */
    enum Side {
        OPENS,
        CLOSES,
        /** What it is depends on whether one is open. */
        EITHER
    }

    final char character;
    /** Where it stands in the running text. */
    final int at;
    /** Which block of raw HTML it stands in; of other text there is one only. */
    final int block;

    final boolean inImage;
    /** Whether it is a single quote, or what single quotes become in this language. */
    final boolean single;
    /** The characters around it and the other marks beside it. */
    final char left;

    final char right;
    final Side side;
    /** Whether it may well be no quote at all: the mark of an inch behind a number, an apostrophe at the end of a word. */
    final boolean weak;

    @Nullable QuoteMark partner;

    @Nullable QuoteMark enclosing;

    int level;

    QuoteMark(
            char character,
            int at,
            int block,
            boolean inImage,
            boolean single,
            char left,
            char right,
            Side side,
            boolean weak) {
        this.character = character;
        this.at = at;
        this.block = block;
        this.inImage = inImage;
        this.single = single;
        this.left = left;
        this.right = right;
        this.side = side;
        this.weak = weak;
    }

    boolean isStraight() {
        return character == '"' || character == '\'';
    }

    boolean isOpener() {
        return partner != null && partner.at > at;
    }

    /** Returns whether both stand in one text: the text of an image is one of its own. */
    boolean isBeside(QuoteMark other) {
        return block == other.block && inImage == other.inImage;
    }

    void pairWith(QuoteMark closer) {
        partner = closer;
        closer.partner = this;
    }

    void unpair() {
        QuoteMark other = partner;
        partner = null;
        if (other != null) {
            other.partner = null;
        }
    }
}
