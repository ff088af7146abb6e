package io.billet.renderer.internal.html;

import io.billet.renderer.internal.syntax.Alert;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The few words that the renderer itself says, in one language; {@link PhraseBook} has them all. */
record Phrases(Map<String, String> words) {

    Phrases {
        words = Map.copyOf(words);
    }

    /** Returns these words where they say nothing else. */
    Phrases with(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(words);
        all.putAll(others);
        return new Phrases(all);
    }

    String alert(Alert alert) {
        return word(alert.name().toLowerCase(Locale.ROOT));
    }

    String task(boolean finished) {
        return word(finished ? "done" : "toDo");
    }

    String contents() {
        return word("contents");
    }

    String footnotes() {
        return word("footnotes");
    }

    String back() {
        return word("back");
    }

    String table() {
        return word("table");
    }

    private String word(String key) {
        return words.getOrDefault(key, "");
    }
}
