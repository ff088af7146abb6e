package io.billet.renderer.internal.html;

import io.billet.renderer.internal.syntax.Characters;

/** The language of a code block: the first word behind its fence. */
final class CodeLanguage {

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
        String name = info.substring(0, end);
        return !strict || name.matches("[A-Za-z0-9_.+#-]{1,40}") ? name : "";
    }
}
