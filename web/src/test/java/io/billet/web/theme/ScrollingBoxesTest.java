package io.billet.web.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import io.billet.engine.Messages;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ScrollingBoxesTest {

    private static final PageMessages WORDS =
            PageMessages.of(Messages.of(PageMessages.class), LanguageTag.FRENCH, ZoneOffset.UTC);

    @Test
    void code_and_tables_can_be_reached_by_keyboard() {
        assertThat(ScrollingBoxes.in("<p>a</p><pre><code>b</code></pre><table class=\"x\"><tr></tr></table>c", WORDS))
                .isEqualTo("<p>a</p><pre tabindex=\"0\"><code>b</code></pre>"
                        + "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Tableau\">"
                        + "<table class=\"x\"><tr></tr></table></div>c");
    }

    @Test
    void what_stands_in_quotes_or_in_the_text_is_left_alone() {
        String html = "<a title=\"<pre><table>\" href='</table>'>&lt;pre&gt;</a><prefix>x</prefix><td>";

        assertThat(ScrollingBoxes.in(html, WORDS)).isEqualTo(html);
    }

    @Test
    void what_is_cut_off_stays_cut_off() {
        for (String html : new String[] {"", "text", "<pre", "a < b", "x<table"}) {
            assertThat(ScrollingBoxes.in(html, WORDS)).isEqualTo(html);
        }
        assertThat(ScrollingBoxes.in("<pre title=\"<table>", WORDS)).isEqualTo("<pre tabindex=\"0\" title=\"<table>");
    }
}
