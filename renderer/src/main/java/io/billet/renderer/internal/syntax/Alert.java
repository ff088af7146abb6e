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

    public static Optional<Alert> of(String line) {
        String text = line.strip();
        for (Alert alert : values()) {
            if (text.equalsIgnoreCase("[!" + alert.name() + "]")) {
                return Optional.of(alert);
            }
        }
        return Optional.empty();
    }

    public String cssClass() {
        return "alert-" + name().toLowerCase(Locale.ROOT);
    }
}
