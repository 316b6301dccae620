package io.foldwise.plugin.signal.wfdb;

import io.foldwise.plugin.signal.data.Extent;
import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.text.TextFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of a record, read strictly: {@code name leads rate steps}, then a line for each lead, {@code file format
 * gain(baseline)/unit resolution zero first checksum block name}, and comments behind {@code #}. Records of several segments,
 * formats other than 16 and 212, leads without a gain, and units other than volts are refused.
 *
 * @param extent of every lead
 * @param comments without {@code #} and white space around them
 */
record WfdbHeader(Path file, Extent extent, List<WfdbLead> leads, List<String> comments) {

    private static final int MOST_LEADS = 256;
    private static final int LONGEST_LINE = 1 << 14;
    private static final String NUMBER = "\\d{1,9}(?:\\.\\d{1,20})?(?:[eE][+-]?\\d{1,2})?";
    private static final Pattern RECORD = Pattern.compile("(\\S{1,200}) (\\d{1,4}) (" + NUMBER + ")(?:/" + NUMBER
            + "(?:\\(-?" + NUMBER + "\\))?)? (\\d{1,12})(?: .*)?");
    private static final Pattern LEAD = Pattern.compile(
            "(\\S{1,200}) (\\S{1,20}) (" + NUMBER
                    + ")(?:\\((-?\\d{1,9})\\))?(?:/(\\S{1,20}))? (\\d{1,3}) (-?\\d{1,9}) (-?\\d{1,9}) (-?\\d{1,9}) (\\d{1,9}) (.+)");
    private static final Map<String, Double> UNITS =
            Map.of("mV", 1.0, "uV", 1e-3, "\u00b5V", 1e-3, "\u03bcV", 1e-3, "V", 1e3);

    WfdbHeader {
        leads = List.copyOf(leads);
        comments = List.copyOf(comments);
    }

    List<String> names() {
        return leads.stream().map(WfdbLead::name).toList();
    }

    /** @throws DataException if the file is no such header */
    static WfdbHeader read(Path file) {
        Parser parser = new Parser(file);
        new TextFile(file).lines((number, line) -> {
            if (line.length > LONGEST_LINE) {
                throw new DataException(file, number, "is longer than any line of a header");
            }
            parser.add(number, new String(line, StandardCharsets.UTF_8).strip());
        });
        return parser.header();
    }

    /** The files of values that a header names, as far as they are there; none of what is no header. */
    static Set<Path> files(Path header) {
        try {
            return read(header).leads().stream()
                    .map(lead -> header.resolveSibling(lead.file()))
                    .filter(Files::isRegularFile)
                    .collect(Collectors.toSet());
        } catch (DataException broken) {
            return Set.of(); // which is told where its samples are read
        }
    }

    private static final class Parser {

        private final Path file;
        private final List<WfdbLead> leads = new ArrayList<>();
        private final List<String> comments = new ArrayList<>();
        private int count = -1;
        private Extent extent = new Extent(0, 0);

        Parser(Path file) {
            this.file = file;
        }

        void add(int number, String line) {
            if (line.startsWith("#")) {
                comments.add(line.substring(1).strip());
            } else if (line.isEmpty()) {
                return;
            } else if (count < 0) {
                record(number, line.replaceAll("\\s+", " "));
            } else if (leads.size() == count) {
                throw new DataException(file, number, "names more than the " + count + " leads of the first line");
            } else {
                leads.add(lead(number, line.replaceAll("\\s+", " ")));
            }
        }

        private void record(int number, String line) {
            Matcher parts = RECORD.matcher(line);
            if (!parts.matches()) {
                throw new DataException(
                        file, number, "is no record line: expects a name, the number of leads, the rate and the steps");
            }
            if (parts.group(1).contains("/")) {
                throw new DataException(file, number, "is of several segments, which are not read");
            }
            count = Integer.parseInt(parts.group(2));
            extent = new Extent(Long.parseLong(parts.group(4)), Double.parseDouble(parts.group(3)));
            if (count < 1 || count > MOST_LEADS) {
                throw new DataException(file, number, "has " + count + " leads, not from 1 to " + MOST_LEADS);
            }
            if (extent.steps() < 1 || extent.rate() <= 0) {
                throw new DataException(file, number, "has no steps, or no steps in a second");
            }
        }

        private WfdbLead lead(int number, String line) {
            Matcher parts = LEAD.matcher(line);
            if (!parts.matches()) {
                throw new DataException(
                        file,
                        number,
                        "is no lead: expects a file, the format, gain(baseline)/unit, resolution, zero, first value,"
                                + " checksum, block and a name");
            }
            String data = parts.group(1);
            if (data.contains("/") || data.contains("\\") || data.equals("..") || data.equals("~")) {
                throw new DataException(file, number, "names '" + data + "', which is no file beside it");
            }
            SampleFormat format = SampleFormat.of(parts.group(2))
                    .orElseThrow(() -> new DataException(
                            file, number, "has the format '" + parts.group(2) + "'; 16 and 212 are read"));
            double gain = Double.parseDouble(parts.group(3));
            if (gain <= 0) {
                throw new DataException(file, number, "has no gain: nobody knows what its numbers are");
            }
            String unit = parts.group(5) == null ? "mV" : parts.group(5);
            if (!UNITS.containsKey(unit)) {
                throw new DataException(file, number, "has the unit '" + unit + "'; mV, uV and V are read");
            }
            int baseline = Integer.parseInt(parts.group(parts.group(4) == null ? 7 : 4));
            return new WfdbLead(
                    data,
                    format,
                    gain,
                    baseline,
                    UNITS.get(unit),
                    Integer.parseInt(parts.group(9)),
                    parts.group(11).strip());
        }

        WfdbHeader header() {
            if (count < 0) {
                throw new DataException(file, 0, "has no record line");
            }
            if (leads.size() < count) {
                throw new DataException(file, 0, "names " + leads.size() + " leads, not " + count + " as it says");
            }
            WfdbHeader header = new WfdbHeader(file, extent, leads, comments);
            if (Leads.repeat(header.names())) {
                throw new DataException(file, 0, "names a lead twice");
            }
            return header;
        }
    }
}
