package io.billet.examples.mvstore;

import io.billet.core.ArticleId;
import io.billet.core.StagedEdit;
import io.billet.storage.api.StagedEditStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Staged edits by the ids of their articles. */
final class MvStagedEdits implements StagedEditStore {

    private final MvFile file;
    private final MvFile.Shelf<StagedEdit> edits;

    MvStagedEdits(MvFile file) {
        this.file = file;
        edits = file.shelf("staged-edits", StagedEdit.class);
    }

    @Override
    public StagedEdit put(StagedEdit edit) {
        ArticleId article = edit.article();
        return file.write(() -> {
            if (edit.version() > 0) {
                requireVersion(article, edit.version());
            } else {
                edits.requireAbsent("StagedEdit", "article", article);
            }
            StagedEdit stored = edit.withVersion(edit.version() + 1);
            edits.put(article, stored);
            return stored;
        });
    }

    @Override
    public Optional<StagedEdit> find(ArticleId article) {
        return file.read(() -> edits.get(article));
    }

    @Override
    public void discard(ArticleId article, long version) {
        file.write(() -> {
            requireVersion(article, version);
            return edits.remove(article);
        });
    }

    private void requireVersion(ArticleId article, long version) {
        MvFile.required("StagedEdit", article, edits.get(article), StagedEdit::version, version);
    }

    @Override
    public List<ArticleId> list(Optional<ArticleId> after, int limit) {
        return edits
                .list(edit -> true, Comparator.<ArticleId>naturalOrder(), StagedEdit::article, after, limit)
                .stream()
                .map(StagedEdit::article)
                .toList();
    }
}
