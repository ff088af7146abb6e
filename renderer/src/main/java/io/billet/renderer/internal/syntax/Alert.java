package io.billet.renderer.internal.syntax;

import java.util.Locale;
import java.util.Optional;

/** GitHub's alerts: a quotation whose first line is {@code [!NOTE]} or another of these names. */
public enum Alert {
    NOTE,
    TIP,
    IMPORTANT,
    WARNING,
    CAUTION;

    /** Returns the alert that a first line names, if it names one. */
    public static Optional<Alert> of(String line) {
        String text = line.strip();
        for (Alert alert : values()) {
            if (text.equalsIgnoreCase("[!" + alert.name() + "]")) {
                return Optional.of(alert);
            }
        }
        return Optional.empty();
    }

    /** Returns the class by which a theme styles it. */
    public String cssClass() {
        return "alert-" + name().toLowerCase(Locale.ROOT);
    }
}
