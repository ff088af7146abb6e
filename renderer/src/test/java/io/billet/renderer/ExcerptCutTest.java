package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an excerpt is cut: never behind something that only leads on. */
class ExcerptCutTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr | Nous y voilà, juste ici ; et la suite | 26 | Nous y voilà, juste ici…
            fr | Nous y voilà, juste ici : et la suite | 26 | Nous y voilà, juste ici…
            fr | Nous y voilà, juste « et la suite » | 20 | Nous y voilà, juste…
            fr | Nous y voilà, juste "et la suite" ici | 20 | Nous y voilà, juste…
            fr | Nous y voilà, juste (et la suite) | 20 | Nous y voilà, juste…
            fr | Vous voilà, est-ce ici ? et la suite | 25 | Vous voilà, est-ce ici⸱?…
            de | Er sagte gestern „ja“ und ging | 22 | Er sagte gestern „ja“…
            en | He said the words… and then he left | 20 | He said the words…
            zh | 春眠不觉晓，处处闻啼鸟，夜来风雨声，花落知多少。 | 13 | 春眠不觉晓，处处闻啼鸟…
            """)
    void leaves_out_what_only_leads_on(String language, String markdown, int most, String excerpt) {
        MarkdownRenderer renderer =
                MarkdownRenderer.builder().excerptLength(most).build();

        assertThat(renderer.render(markdown, LanguageTag.of(language))
                        .excerpt()
                        .replace('\u202f', '⸱')
                        .replace('\u00a0', '⍽'))
                .isEqualTo(excerpt);
    }
}
