package io.billet.engine.internal.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A text in which something is left open, cut at these places, so that it is written once and completed as often as there are
 * recipients. Immutable and thread-safe.
 */
final class Pieces {

    /** One more than there are slots. */
    private final List<String> fixed;

    private final List<Slot> slots;

    private Pieces(List<String> fixed, List<Slot> slots) {
        this.fixed = List.copyOf(fixed);
        this.slots = List.copyOf(slots);
    }

    /**
     * Cuts a text.
     *
     * @param text with marks where something is left open
     */
    static Pieces of(String text) {
        List<String> fixed = new ArrayList<>();
        List<Slot> slots = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Slot.isMark(text.charAt(i))) {
                fixed.add(text.substring(from, i));
                slots.add(Slot.of(text.charAt(i)));
                from = i + 1;
            }
        }
        fixed.add(text.substring(from));
        return new Pieces(fixed, slots);
    }

    /** Returns the text with what was left open; {@link String#join} copies each character once. */
    String with(Map<Slot, String> values) {
        String[] all = new String[fixed.size() + slots.size()];
        for (int i = 0; i < slots.size(); i++) {
            all[2 * i] = fixed.get(i);
            all[2 * i + 1] = values.getOrDefault(slots.get(i), "");
        }
        all[all.length - 1] = fixed.get(fixed.size() - 1);
        return String.join("", all);
    }
}
