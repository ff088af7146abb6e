package io.billet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever uses a public type or method reads a sentence about it; a list of methods shows nothing else. */
class JavadocTest {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "renderer",
                "storage-api",
                "storage-tck",
                "engine",
                "web",
                "plugins/storage-jdbc",
                "plugins/mail-smtp",
                "plugins/storage-files",
                "plugins/spring-boot-starter"
            })
    void of_what_a_host_can_use_begins_with_a_sentence(String module) throws IOException {
        Path sources = Path.of("..", module, "src", "main", "java");
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> visible = all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .filter(file -> !sources.relativize(file).toString().contains("internal"))
                    .toList();

            assertThat(visible).isNotEmpty();
            assertThat(withoutSentence(files.getJavaFileObjectsFromPaths(visible)))
                    .isEmpty();
        }
    }

    @Test
    void that_has_no_sentence_is_found() throws IOException {
        String source = """
                package a;
                /** A type. */
                public class A {
                    public A() {}
                    /** Returns a number. */
                    public int good() { return 1; }
                    /** @return a number */
                    public int noSentence() { return 1; }
                    public int nothing() { return 1; }
                    int inside() { return 1; }
                    @Override public String toString() { return ""; }
                    public interface I { void alsoPublic(); }
                    /** Inside. */
                    private static class P { public void hidden() {} }
                    /** Several. */
                    public enum E { ONE }
                    /**
                     * A pair.
                     * @param a one
                     */
                    public record R(int a) { public R { } }
                }
                """;
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///a/A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };

        assertThat(withoutSentence(List.of(file)))
                .containsExactlyInAnyOrder(
                        "A.<init>", "A.noSentence", "A.nothing", "A.I", "A.I.alsoPublic", "A.R.<init>");
    }

    private static List<String> withoutSentence(Iterable<? extends JavaFileObject> files) throws IOException {
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, null, List.of("-proc:none"), null, files);
        DocTrees docs = DocTrees.instance(task);
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            new Scan(docs, found).scan(unit, "");
        }
        return found;
    }

    /** Looks at what is visible from outside, with the names of the types around it. */
    private static final class Scan extends TreePathScanner<Void, String> {
        private final DocTrees docs;
        private final List<String> found;

        Scan(DocTrees docs, List<String> found) {
            this.docs = docs;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, String around) {
            if (!isVisible(type.getModifiers())) {
                return null;
            }
            String name = around + type.getSimpleName();
            note(name);
            return super.visitClass(type, name + ".");
        }

        @Override
        public Void visitMethod(MethodTree method, String around) {
            boolean isInherited = method.getModifiers().getAnnotations().stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
            if (isVisible(method.getModifiers()) && !isInherited) {
                note(around + method.getName());
            }
            return null;
        }

        private boolean isVisible(ModifiersTree modifiers) {
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED)
                    || isOfAnInterface() && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private boolean isOfAnInterface() {
            TreePath parent = getCurrentPath().getParentPath();
            return parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
        }

        private void note(String name) {
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            if (comment == null || comment.getFirstSentence().isEmpty()) {
                found.add(name);
            }
        }
    }
}
