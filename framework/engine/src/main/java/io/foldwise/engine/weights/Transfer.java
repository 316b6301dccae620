package io.foldwise.engine.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which arrays of a file become which parameters of a network, and what is left of both.
 *
 * @param source what users call the file
 * @param taken arrays by the name of the parameter that they become, in the network's order
 * @param fresh parameters that no array was for
 * @param misfits parameters whose array has another shape
 * @param leftOver arrays that no parameter was for, or that hold no numbers
 * @param dropped arrays that were not to be taken
 * @param idle patterns of rules that fit no name of the file
 */
public record Transfer(
        String source,
        Map<String, Taken> taken,
        List<String> fresh,
        List<Misfit> misfits,
        List<String> leftOver,
        List<String> dropped,
        List<String> idle) {

    private static final int SHOWN = 5;

    /** An array on its way into a parameter. */
    record Taken(NamedArray array, Transposition transposition) {}

    /** A parameter, and the array of its name whose shape, turned as asked, is another one. */
    record Misfit(String parameter, List<Long> shape, String array, List<Long> arrayShape) {
        @Override
        public String toString() {
            return parameter + " has the shape " + shape + ", '" + array + "' gives " + arrayShape;
        }
    }

    /**
     * Matches names and shapes; reads no numbers.
     *
     * @throws IOException if two arrays are for one parameter, or no array is for any
     */
    static Transfer plan(String source, NamedArrays file, Parameters parameters, WeightsSettings settings)
            throws IOException {
        NameRules rules = new NameRules(settings);
        Map<String, Taken> candidates = new LinkedHashMap<>();
        List<String> leftOver = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (NamedArray array : file.arrays()) {
            Optional<NameRules.Target> target = rules.target(array.name());
            if (target.isEmpty()) {
                dropped.add(array.name());
            } else if (!array.numbers()
                    || !parameters.names().contains(target.get().name())) {
                leftOver.add(array.name());
            } else {
                String name = target.get().name();
                Taken before =
                        candidates.put(name, new Taken(array, target.get().transposition()));
                if (before != null) {
                    throw new IOException("'" + before.array().name() + "' and '" + array.name()
                            + "' would both become " + name + ": change 'rules', or name one of them in 'drop'");
                }
            }
        }
        Map<String, Taken> taken = new LinkedHashMap<>();
        List<String> fresh = new ArrayList<>();
        List<Misfit> misfits = new ArrayList<>();
        for (String name : parameters.names()) {
            Taken candidate = candidates.get(name);
            if (candidate == null) {
                fresh.add(name);
                continue;
            }
            List<Long> shape = candidate.array().shape();
            boolean suits = candidate.transposition().suits(shape);
            List<Long> turned = suits ? candidate.transposition().shape(shape) : shape;
            if (suits && Shapes.fit(turned, parameters.shape(name))) {
                taken.put(name, candidate);
            } else {
                misfits.add(new Misfit(
                        name, parameters.shape(name), candidate.array().name(), turned));
            }
        }
        Transfer transfer = new Transfer(source, taken, fresh, misfits, leftOver, dropped, rules.idle());
        if (taken.isEmpty()) {
            throw new IOException(transfer.nothing(file, parameters));
        }
        return transfer;
    }

    private String nothing(NamedArrays file, Parameters parameters) {
        return "nothing of it fits this network; it holds "
                + some(file.arrays().stream()
                        .map(array -> array.name() + " " + array.shape())
                        .toList())
                + "; the network has "
                + some(parameters.names().stream()
                        .map(name -> name + " " + parameters.shape(name))
                        .toList())
                + ": let 'rules' turn the one's names into the other's";
    }

    /** Reads the numbers that are taken, and puts them into the network. */
    void apply(NamedArrays file, Parameters parameters) throws IOException {
        for (Map.Entry<String, Taken> each : taken.entrySet()) {
            NamedArray array = each.getValue().array();
            float[] values = file.values(array);
            parameters.set(each.getKey(), each.getValue().transposition().values(values, array.shape()));
        }
    }

    /** The outcome in a sentence or two. */
    public String summary() {
        StringBuilder text = new StringBuilder(source + ": " + taken.size() + " of "
                + (taken.size() + fresh.size() + misfits.size()) + " parameters are taken from it");
        append(text, "not in it", fresh);
        append(text, "of another shape", misfits.stream().map(Misfit::toString).toList());
        append(text, "left over", leftOver);
        append(text, "dropped", dropped);
        append(text, "rules that fit no name", idle);
        return text.toString();
    }

    private static void append(StringBuilder text, String what, List<String> names) {
        if (!names.isEmpty()) {
            text.append("; ").append(what).append(": ").append(some(names));
        }
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }

    /** The outcome whole, a line for every name. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(summary());
        taken.forEach((name, each) ->
                lines.add("  taken: " + name + " from '" + each.array().name() + "'"));
        fresh.forEach(name -> lines.add("  not in it: " + name));
        misfits.forEach(misfit -> lines.add("  of another shape: " + misfit));
        leftOver.forEach(name -> lines.add("  left over: '" + name + "'"));
        dropped.forEach(name -> lines.add("  dropped: '" + name + "'"));
        idle.forEach(pattern -> lines.add("  rule that fits no name: " + pattern));
        return lines;
    }
}
