package io.billet.storage.api;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pages of a list as one lazy stream: one page in memory at a time. */
final class PageStream {

    private static final int PAGE_SIZE = 500;

    private PageStream() {}

    static <T> Stream<T> of(Function<PageRequest, Page<T>> list) {
        return Stream.iterate(
                        Optional.of(list.apply(PageRequest.first(PAGE_SIZE))),
                        Optional::isPresent,
                        page -> page.flatMap(Page::next).map(next -> list.apply(PageRequest.after(next, PAGE_SIZE))))
                .flatMap(page -> page.stream().flatMap(items -> items.items().stream()));
    }
}
