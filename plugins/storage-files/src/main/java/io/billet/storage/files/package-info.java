/**
 * Articles as Markdown files with front matter, in a folder or a git checkout.
 *
 * <p>Begin with {@link io.billet.storage.files.FilesStorage}. Inside: {@code ArticleFolder} knows which files there are
 * and writes them through {@code Disk}, the only class that touches the file system; {@code FrontMatter} keeps a header as
 * its author wrote it; {@code ArticleFields} says which field means what.
 */
@NullMarked
package io.billet.storage.files;

import org.jspecify.annotations.NullMarked;
