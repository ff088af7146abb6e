package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chinese, Japanese and Korean text: no spaces between words, and punctuation as wide as a letter. */
class CjkTextTest {

    private static String body(String markdown, String language) {
        return body(MarkdownRenderer.article(), markdown, language);
    }

    private static String body(MarkdownRenderer renderer, String markdown, String language) {
        return renderer.render(markdown, LanguageTag.of(language))
                .html()
                .replaceAll("^<p>|</p>\n$", "")
                .replace("strong>", "b>");
    }

    @Nested
    class Emphasis {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                zh | **历经10年发展，**年 | <b>历经10年发展，</b>年
                zh-Hant-TW | 這是**「重點」**文字 | 這是<b>「重點」</b>文字
                zh | 他说**“你好”**就走了 | 他说<b>“你好”</b>就走了
                zh | 这是*（斜体）*字 | 这是<em>（斜体）</em>字
                zh | 已~~删除。~~字 | 已<del>删除。</del>字
                zh | 点**[这里](/u)**看 | 点<b><a href="/u">这里</a></b>看
                zh | 用**`code`**写 | 用<b><code>code</code></b>写
                zh | 看**(注)**吧 | 看<b>(注)</b>吧
                ja | **必ず確認してください。**詳しくは | <b>必ず確認してください。</b>詳しくは
                ja-JP | これは**「太字」**です | これは<b>「太字」</b>です
                ko | **"강조"**는 안 된다 | <b>&quot;강조&quot;</b>는 안 된다
                ko-KR | **서울(수도)**에서 | <b>서울(수도)</b>에서
                zh | 𠮷**，𠮷。**𠮷 | 𠮷<b>，𠮷。</b>𠮷
                """)
        void may_end_and_begin_beside_full_width_punctuation(String language, String markdown, String html) {
            assertThat(body(markdown, language)).isEqualTo(html);
        }

        @Test
        void is_read_in_comments_too() {
            assertThat(body(MarkdownRenderer.comment(), "**历经10年发展，**年", "zh")).isEqualTo("<b>历经10年发展，</b>年");
        }

        @ParameterizedTest
        @CsvSource({"en", "fr", "ru"})
        void keeps_to_the_letter_of_commonmark_in_other_languages(String language) {
            assertThat(body("**历经10年发展，**年", language)).isEqualTo("**历经10年发展，**年");
            assertThat(MarkdownRenderer.article().render("**历经10年发展，**年").html())
                    .contains("**历经");
        }

        @Test
        void keeps_to_the_letter_of_commonmark_where_the_feature_is_off() {
            MarkdownRenderer strict = MarkdownRenderer.builder()
                    .disable(MarkdownFeature.CJK_PUNCTUATION)
                    .build();

            assertThat(body(strict, "**历经10年发展，**年", "zh")).isEqualTo("**历经10年发展，**年");
            assertThat(strict.fingerprint())
                    .isNotEqualTo(MarkdownRenderer.article().fingerprint());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                zh | a * b * c | a * b * c
                zh | 2**3 和 4**5 | 2<b>3 和 4</b>5
                zh | snake_case_name | snake_case_name
                zh | ** 空 ** | ** 空 **
                ja | foo**"bar"**baz | foo**&quot;bar&quot;**baz
                """)
        void is_what_it_was_without_such_characters(String language, String markdown, String html) {
            assertThat(body(markdown, language)).isEqualTo(html);
        }
    }

    @Nested
    class BareUrls {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                zh | 见https://a.example/b。 | 见<a href="https://a.example/b">https://a.example/b</a>。
                zh | 见 https://a.example/b，然后 | 见 <a href="https://a.example/b">https://a.example/b</a>，然后
                zh | （https://a.example/） | （<a href="https://a.example/">https://a.example/</a>）
                zh | 在“https://a.example/”上 | 在“<a href="https://a.example/">https://a.example/</a>”上
                zh | https://a.example/?q=1！ | <a href="https://a.example/?q=1">https://a.example/?q=1</a>！
                zh | 看www.a.example，吧 | 看<a href="http://www.a.example">www.a.example</a>，吧
                zh | 写信给me@a.example。 | 写信给<a href="mailto:me@a.example">me@a.example</a>。
                ja | 「https://a.example/」です | 「<a href="https://a.example/">https://a.example/</a>」です
                ko | https://a.example/를、 | <a href="https://a.example/%EB%A5%BC">https://a.example/를</a>、
                """)
        void end_before_full_width_punctuation(String language, String markdown, String html) {
            assertThat(body(markdown, language)).isEqualTo(html);
        }

        @Test
        void keep_letters_and_the_dot_between_names() {
            assertThat(body("https://ja.example/wiki/ジョン・レノン", "ja")).endsWith(">https://ja.example/wiki/ジョン・レノン</a>");
        }

        @Test
        void are_what_they_were_in_other_languages() {
            assertThat(body("https://a.example/b，c", "en")).endsWith(">https://a.example/b，c</a>");
        }
    }

    @Nested
    class LineBreaks {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                第一行⏎第二行 | 第一行第二行
                第一行，⏎第二行 | 第一行，第二行
                カタ⏎*カナ* | カタカナ
                **漢字**⏎[仮名](/u) | 漢字仮名
                他说⏎“你好” | 他说“你好”
                漢字<b>⏎</b>仮名 | 漢字仮名
                한국⏎사람 | 한국 사람
                中文⏎English | 中文 English
                English⏎中文 | English 中文
                one⏎two | one two
                第一行⏎![图](/i.png) | 第一行 图
                """)
        void are_no_spaces_between_characters_without_spaces(String markdown, String text) {
            RenderedMarkdown rendered = MarkdownRenderer.article().render(markdown.replace('⏎', '\n'));

            assertThat(rendered.whole().plainText()).isEqualTo(text);
        }

        @Test
        void are_no_spaces_in_what_is_derived() {
            RenderedMarkdown rendered =
                    MarkdownRenderer.article().render("春眠不覚暁\n処処聞啼鳥[花落\n知多少](/u)\n\n題名\n見出し\n===\n");

            assertThat(rendered.excerpt()).isEqualTo("春眠不覚暁処処聞啼鳥花落知多少");
            assertThat(MarkdownRenderer.article().render("春眠\\\n不覚暁").excerpt()).isEqualTo("春眠不覚暁");
            assertThat(rendered.whole().links()).containsExactly(new LinkReference("/u", "花落知多少"));
            assertThat(rendered.whole().tableOfContents())
                    .extracting(TocEntry::text)
                    .containsExactly("題名見出し");
        }

        @Test
        void stay_line_breaks_in_html() {
            assertThat(MarkdownRenderer.article().render("第一行\n第二行").html()).isEqualTo("<p>第一行\n第二行</p>\n");
        }
    }
}
