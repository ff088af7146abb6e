package io.billet.web.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountPathTest {

    @ParameterizedTest
    @CsvSource({
        "/, /, /",
        "/, /x, /x",
        "/, '', ''",
        "/blog, /blog, ''",
        "/blog, /blog/, /",
        "/blog, /blog/x%2Fy, /x%2Fy",
        "/blog/, /blog/x, /x",
        "/a/b, /a/b/c/d, /c/d",
        "/a/b, /%61/b/c, /c",
        "/журнал, /%D0%B6%D1%83%D1%80%D0%BD%D0%B0%D0%BB/x, /x"
    })
    void what_lies_below_is_handed_on_as_it_was_sent(String mount, String path, String below) {
        assertThat(MountPath.below(mount, path)).contains(below);
    }

    @Test
    void what_lies_elsewhere_is_not_handed_on() {
        assertThat(MountPath.below("/blog", "/blogger")).isEmpty();
        assertThat(MountPath.below("/blog", "/other/blog")).isEmpty();
        assertThat(MountPath.below("/a/b", "/a")).isEmpty();
        assertThat(MountPath.below("/a/b", "/a%2Fb/c")).isEmpty();
        assertThat(MountPath.below("/blog", "//blog/x")).isEmpty();
    }
}
