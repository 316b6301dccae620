package io.foldwise.plugin.text.report;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.DataException.Problem;
import io.foldwise.toolkit.text.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads and writes report files: one report per line, no header, fields divided by the three characters {@code |,|}, a
 * blank behind every number, see {@link ReportFormat}. Lines end in LF or CRLF; the last one may end with the file.
 */
public final class ReportFiles {

    private ReportFiles() {}

    /**
     * Reads a file.
     *
     * @param vocabulary tokens are below this
     * @param dropped tokens to leave out
     * @throws DataException with every bad line; nothing is repaired
     */
    public static List<Report> read(Path file, ReportFormat format, int vocabulary, Set<Integer> dropped) {
        ReportLine line = new ReportLine(format, vocabulary, dropped);
        List<Report> reports = new ArrayList<>();
        Map<String, Integer> lineOfId = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        AtomicInteger bad = new AtomicInteger();
        new TextFile(file).lines((number, text) -> {
            try {
                Report report = line.parse(text);
                Integer earlier = lineOfId.putIfAbsent(report.id(), number);
                if (earlier != null) {
                    throw new MalformedLine("id " + report.id() + " was on line " + earlier + " already");
                }
                reports.add(report);
            } catch (MalformedLine e) {
                bad.incrementAndGet();
                if (problems.size() < DataException.MOST) {
                    problems.add(new Problem(file, number, e.getMessage()));
                }
            }
        });
        if (bad.get() > 0) {
            throw new DataException(problems, bad.get());
        }
        if (reports.isEmpty()) {
            throw new DataException(file, 0, "the file is empty");
        }
        return reports;
    }

    /** Writes a file that {@link #read} reads back equal, as the contest writes its own. */
    public static void write(Path file, ReportFormat format, List<Report> reports) throws IOException {
        String text =
                reports.stream().map(report -> line(format, report) + "\n").collect(Collectors.joining());
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }

    private static String line(ReportFormat format, Report report) {
        StringBuilder line = new StringBuilder(report.id()).append("|,|").append(words(IntStream.of(report.tokens())));
        int offset = 0;
        for (int i = 0; i < format.groups().size(); i++) {
            int first = offset;
            int end = offset + format.groups().get(i).labels().size();
            line.append(i == 0 ? "|,|" : ",")
                    .append(words(IntStream.of(report.labels())
                            .filter(label -> label >= first && label < end)
                            .map(label -> label - first)));
            offset = end;
        }
        return line.toString();
    }

    private static String words(IntStream numbers) {
        return numbers.mapToObj(number -> number + " ").collect(Collectors.joining());
    }
}
