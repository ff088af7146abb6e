package io.billet.renderer;

/** Sets running text by the rules of a language. */
interface Typographer {

    /** A new block begins. */
    void begin();

    /** Appends {@code text}, set, to {@code out}. */
    void set(String text, int from, int to, StringBuilder out);

    /** What the space that ended the text before the last call is to be replaced by, or 0. */
    char replacementForSpaceBefore();

    /** A character that is not to be set stands here. */
    void passed(char like);
}
