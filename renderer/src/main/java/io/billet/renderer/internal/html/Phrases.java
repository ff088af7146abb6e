package io.billet.renderer.internal.html;

import io.billet.core.LanguageTag;
import io.billet.renderer.internal.syntax.Alert;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The few words that the renderer itself says, in the languages that Billet speaks; in others in English.
 *
 * @param alerts in the order of {@link Alert}
 */
record Phrases(
        List<String> alerts, String done, String toDo, String contents, String footnotes, String back, String links) {

    private static final Phrases ENGLISH = new Phrases(
            List.of("Note", "Tip", "Important", "Warning", "Caution"),
            "done",
            "to do",
            "Contents",
            "Footnotes",
            "Back to the text",
            "Links");
    private static final Map<String, Phrases> BY_LANGUAGE = Map.of(
            "en",
            ENGLISH,
            "fr",
            new Phrases(
                    List.of("Note", "Astuce", "Important", "Attention", "Mise en garde"),
                    "fait",
                    "à faire",
                    "Sommaire",
                    "Notes",
                    "Retour au texte",
                    "Liens"),
            "de",
            new Phrases(
                    List.of("Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"),
                    "erledigt",
                    "zu erledigen",
                    "Inhalt",
                    "Fußnoten",
                    "Zurück zum Text",
                    "Links"),
            "es",
            new Phrases(
                    List.of("Nota", "Consejo", "Importante", "Advertencia", "Precaución"),
                    "hecho",
                    "por hacer",
                    "Índice",
                    "Notas",
                    "Volver al texto",
                    "Enlaces"));

    static Phrases of(Optional<LanguageTag> language) {
        return language.map(LanguageTag::language).map(BY_LANGUAGE::get).orElse(ENGLISH);
    }

    String alert(Alert alert) {
        return alerts.get(alert.ordinal());
    }

    String task(boolean finished) {
        return finished ? done : toDo;
    }
}
