package io.billet.engine.internal.comment;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Discussion;
import io.billet.core.HostIdentity;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.engine.ArticleView;
import io.billet.engine.CommentView;
import io.billet.engine.PageRequest;
import io.billet.engine.ThreadPage;
import io.billet.engine.internal.article.RenderCache;
import io.billet.engine.spi.Staff;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.PlacedComment;
import io.billet.storage.api.ThreadQuery;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What has been said about an article, for those who may read the whole of it. */
public final class ReadThread {

    private static final CommentState[] SHOWN = {CommentState.VISIBLE, CommentState.ERASED};

    private final ArticleStore articles;
    private final CommentStore comments;
    private final RenderCache renderCache;
    private final Badges badges;
    private final InstantSource clock;

    public ReadThread(
            ArticleStore articles, CommentStore comments, RenderCache renderCache, Badges badges, InstantSource clock) {
        this.articles = articles;
        this.comments = comments;
        this.renderCache = renderCache;
        this.badges = badges;
        this.clock = clock;
    }

    public Optional<ThreadPage> read(ArticleId id, Reader reader, Optional<CommentId> from, int size) {
        return articles.find(id)
                .filter(found -> found.discussion() != Discussion.OFF)
                .filter(found -> ArticleAccess.of(found, reader, clock.instant()) == ArticleAccess.WHOLE)
                .flatMap(found -> page(id, found.language(), from, size));
    }

    public Optional<ThreadPage> read(ArticleView view, Optional<CommentId> from, int size) {
        return view.access() == ArticleAccess.WHOLE && view.discussion() != Discussion.OFF
                ? page(view.article().id(), view.article().language(), from, size)
                : Optional.empty();
    }

    /** Returns of each how much readers see. */
    public Map<ArticleId, Long> counts(Collection<ArticleId> about, long atMost) {
        List<ArticleId> all = about.stream().distinct().toList();
        Map<ArticleId, Long> counts = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += Bounds.MOST_COUNTS) {
            List<ArticleId> some = all.subList(from, Math.min(all.size(), from + Bounds.MOST_COUNTS));
            List<Long> counted = comments.count(
                    some.stream()
                            .map(id -> CommentQuery.all().about(id).in(CommentState.VISIBLE))
                            .toList(),
                    atMost);
            for (int i = 0; i < some.size(); i++) {
                counts.put(some.get(i), counted.get(i));
            }
        }
        return counts;
    }

    /** What is not shown, or is said elsewhere, is no beginning of a page, as if it had never been said. */
    private Optional<ThreadPage> page(ArticleId article, LanguageTag language, Optional<CommentId> from, int size) {
        // Checks the size.
        int limit = PageRequest.first(size).size() + 1;
        ThreadQuery shown = ThreadQuery.about(article).in(SHOWN);
        if (from.isEmpty()) {
            List<PlacedComment> rows = comments.thread(shown, Optional.empty(), limit);
            return Optional.of(page(rows, Map.of(), List.of(), language, size));
        }
        return from.flatMap(comments::findPlaced)
                .filter(first -> shown.accepts(first.comment()))
                .map(first -> {
                    List<PlacedComment> rows = new ArrayList<>(List.of(first));
                    rows.addAll(comments.thread(shown, Optional.of(first.place()), limit - 1));
                    List<PlacedComment> before = comments.thread(shown.backward(), Optional.of(first.place()), limit);
                    return page(rows, found(first.place().ancestors(), shown), before, language, size);
                });
    }

    private Map<CommentId, Comment> found(Collection<CommentId> ids, ThreadQuery shown) {
        Map<CommentId, Comment> found = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            comments.findAll(ids).stream().filter(shown::accepts).forEach(each -> found.put(each.id(), each));
        }
        return found;
    }

    /**
     * @param rows   of the page, and one more if another follows
     * @param above  what the first of them answers, the beginning of the thread first
     * @param before what stands before the page, the nearest first; one more than a page, if there are so many
     */
    private ThreadPage page(
            List<PlacedComment> rows,
            Map<CommentId, Comment> above,
            List<PlacedComment> before,
            LanguageTag language,
            int size) {
        List<PlacedComment> own = rows.subList(0, Math.min(size, rows.size()));
        Map<CommentId, Comment> known = new HashMap<>(above);
        own.forEach(row -> known.put(row.comment().id(), row.comment()));
        known.putAll(deepParents(own, known));
        Set<CommentId> shown = new HashSet<>(above.keySet());
        List<ThreadPage.Entry> entries = new ArrayList<>();
        Function<Optional<HostIdentity>, Optional<Staff.Standing>> standing = badges.onOnePage();
        above.values().forEach(each -> entries.add(entry(each, entries.size(), known, language, true, standing)));
        for (PlacedComment row : own) {
            int depth = (int)
                    row.place().ancestors().stream().filter(shown::contains).count();
            entries.add(entry(row.comment(), depth, known, language, false, standing));
            shown.add(row.comment().id());
        }
        return new ThreadPage(
                entries,
                before.isEmpty(),
                before.size() > size
                        ? Optional.of(before.get(size - 1).comment().id())
                        : Optional.empty(),
                rows.size() > size ? Optional.of(rows.get(size).comment().id()) : Optional.empty());
    }

    /** What those answer that stand beside it, as a path is full: it may be on an earlier page. */
    private Map<CommentId, Comment> deepParents(List<PlacedComment> rows, Map<CommentId, Comment> known) {
        List<CommentId> wanted = rows.stream()
                .flatMap(row -> row.comment().parent().stream()
                        .filter(parent -> !row.place().ancestors().contains(parent)))
                .filter(parent -> !known.containsKey(parent))
                .distinct()
                .toList();
        return rows.isEmpty()
                ? Map.of()
                : found(
                        wanted,
                        ThreadQuery.about(rows.get(0).comment().article()).in(SHOWN));
    }

    private ThreadPage.Entry entry(
            Comment comment,
            int depth,
            Map<CommentId, Comment> known,
            LanguageTag language,
            boolean isContext,
            Function<Optional<HostIdentity>, Optional<Staff.Standing>> standing) {
        Optional<String> answered = comment.parent()
                .flatMap(parent -> Stream.ofNullable(known.get(parent)).findFirst())
                .flatMap(parent -> parent.commenter().name());
        return new ThreadPage.Entry(
                view(comment, language, standing.apply(comment.commenter().identity())), depth, answered, isContext);
    }

    private CommentView view(Comment comment, LanguageTag language, Optional<Staff.Standing> standing) {
        boolean erased = comment.state() == CommentState.ERASED;
        return new CommentView(
                comment.id(),
                comment.parent(),
                comment.commenter().name(),
                comment.commenter().url(),
                erased ? "" : renderCache.comment(comment, language),
                comment.createdAt(),
                comment.editedAt(),
                erased,
                standing,
                !erased && comment.commenter().identity().isEmpty());
    }
}
