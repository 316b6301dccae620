package io.foldwise.plugin.signal.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The names of leads; upper and lower case are the same. */
public final class Leads {

    /** The twelve of an electrocardiogram, in the order of most machines. */
    public static final List<String> STANDARD =
            List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");

    private Leads() {}

    /**
     * Where some leads are among those of a record.
     *
     * @return -1 for one that is not there
     */
    public static int[] places(List<String> wanted, List<String> present) {
        List<String> names = present.stream().map(Leads::plain).toList();
        return wanted.stream().mapToInt(lead -> names.indexOf(plain(lead))).toArray();
    }

    /** Whether a lead is named twice. */
    public static boolean repeat(List<String> leads) {
        return leads.stream().map(Leads::plain).distinct().count() < leads.size();
    }

    /** Those that a record does not have. */
    public static List<String> missing(List<String> wanted, List<String> present) {
        int[] places = places(wanted, present);
        return IntStream.range(0, places.length)
                .filter(lead -> places[lead] < 0)
                .mapToObj(wanted::get)
                .toList();
    }

    /** @throws IllegalArgumentException if one is not of the {@link #STANDARD twelve}, or is named twice */
    public static void requireStandard(List<String> leads) {
        List<String> unknown = missing(leads, STANDARD);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "leads are " + String.join(", ", STANDARD) + "; there is no " + unknown.get(0));
        }
        if (repeat(leads)) {
            throw new IllegalArgumentException("leads name one twice");
        }
    }

    private static String plain(String lead) {
        return lead.strip().toUpperCase(Locale.ROOT);
    }
}
