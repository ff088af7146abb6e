package io.billet.renderer.internal.typography;

import io.billet.core.LanguageTag;
import io.billet.renderer.Typography;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets running text by the rules of a language. */
public interface Typographer {

    /** Returns the typographer for a language, or empty if its text is to be left alone. */
    static Optional<Typographer> of(Typography kind, Optional<LanguageTag> language) {
        return kind == Typography.NONE
                ? Optional.empty()
                : language.flatMap(TypographyRules::of)
                        .map(rules -> new LocaleTypographer(rules, kind == Typography.INSERT));
    }

    /**
     * A new block begins.
     *
     * @param block what is asked for the block's text as a whole when its first quote is to be set, or null if it is not known
     */
    void begin(RunningText.@Nullable Source block);

    /** Appends {@code text}, set, to {@code out}. */
    void set(String text, int from, int to, StringBuilder out);

    /** Returns what the space that ended the text before the last call is to be replaced by, or 0. */
    char replacementForSpaceBefore();

    /** A character that is not to be set stands here. */
    void passed(char like);
}
