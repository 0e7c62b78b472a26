package io.kontor.acceptance.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the style rules ask of one Java file, parsed by the compiler itself. */
record JavaSource(
        Path file,
        String packageName,
        int lines,
        List<TopLevel> types,
        List<Method> methods,
        List<Integer> emptyCatches) {

    record TopLevel(String name, boolean hidden) {}

    record Method(
            String name,
            int line,
            int bodyLines,
            int parameters,
            boolean takesBoolean,
            boolean visible,
            boolean ofRecordHeader,
            List<String> annotations) {

        boolean isAnnotated(String annotation) {
            return annotations.contains(annotation);
        }
    }

    /** Parses all files in one go. */
    static List<JavaSource> parse(List<Path> files) {
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "no compiler: not a JDK");
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<JavaSource> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(new Reader(unit, positions).read());
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader extends TreePathScanner<Void, String> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final String text;
        private final List<TopLevel> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private final List<Integer> emptyCatches = new ArrayList<>();

        Reader(CompilationUnitTree unit, SourcePositions positions) throws IOException {
            this.unit = unit;
            this.positions = positions;
            this.text = unit.getSourceFile().getCharContent(true).toString();
        }

        JavaSource read() {
            scan(unit, "");
            Tree packageName = unit.getPackageName();
            return new JavaSource(
                    Path.of(unit.getSourceFile().toUri()),
                    packageName == null ? "" : packageName.toString(),
                    (int) text.lines().count(),
                    types,
                    methods,
                    emptyCatches);
        }

        @Override
        public Void visitClass(ClassTree type, String parameter) {
            if (getCurrentPath().getParentPath().getLeaf() == unit) {
                boolean hidden = !type.getModifiers().getFlags().contains(Modifier.PUBLIC);
                types.add(new TopLevel(type.getSimpleName().toString(), hidden));
            }
            return super.visitClass(type, parameter);
        }

        @Override
        public Void visitMethod(MethodTree method, String parameter) {
            ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            boolean constructor = method.getName().contentEquals("<init>");
            var flags = method.getModifiers().getFlags();
            int body = method.getBody() == null
                    ? 0
                    : line(positions.getEndPosition(unit, method.getBody()))
                            - line(positions.getStartPosition(unit, method.getBody()))
                            + 1;
            methods.add(new Method(
                    constructor
                            ? owner.getSimpleName().toString()
                            : method.getName().toString(),
                    line(positions.getStartPosition(unit, method)),
                    body,
                    method.getParameters().size(),
                    method.getParameters().stream()
                            .anyMatch(taken -> taken.getType() != null
                                    && taken.getType().toString().equals("boolean")),
                    flags.contains(Modifier.PUBLIC)
                            || (owner.getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE)),
                    constructor && owner.getKind() == Tree.Kind.RECORD,
                    method.getModifiers().getAnnotations().stream()
                            .map(AnnotationTree::getAnnotationType)
                            .map(type -> type.toString().replaceAll(".*\\.", ""))
                            .toList()));
            return super.visitMethod(method, parameter);
        }

        @Override
        public Void visitCatch(CatchTree caught, String parameter) {
            if (caught.getBlock().getStatements().isEmpty()
                    && !textOf(caught.getBlock()).contains("//")) {
                emptyCatches.add(line(positions.getStartPosition(unit, caught)));
            }
            return super.visitCatch(caught, parameter);
        }

        private String textOf(Tree tree) {
            return text.substring(
                    (int) positions.getStartPosition(unit, tree), (int) positions.getEndPosition(unit, tree));
        }

        private int line(long position) {
            return position < 0 ? 0 : (int) unit.getLineMap().getLineNumber(position);
        }
    }
}
