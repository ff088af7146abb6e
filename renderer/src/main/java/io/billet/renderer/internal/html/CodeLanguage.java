package io.billet.renderer.internal.html;

import io.billet.renderer.internal.syntax.Characters;

/** The language of a code block: the first word behind its fence. */
final class CodeLanguage {

    private static final int LONGEST_CLASS = 40;

    private CodeLanguage() {}

    /**
     * Returns the language that an info string names, or the empty string.
     *
     * @param strict whether only what is sure to be a class name counts
     */
    static String of(String info, boolean strict) {
        int end = 0;
        while (end < info.length()
                && !Characters.isSpace(info.charAt(end))
                && !(strict && ",{".indexOf(info.charAt(end)) >= 0)) {
            end++;
        }
        return !strict || isClass(info, end) ? info.substring(0, end) : "";
    }

    private static boolean isClass(String info, int end) {
        for (int i = 0; i < end; i++) {
            char c = info.charAt(i);
            if (!Characters.isAsciiAlphanumeric(c) && "_.+#-".indexOf(c) < 0) {
                return false;
            }
        }
        return end <= LONGEST_CLASS;
    }
}
