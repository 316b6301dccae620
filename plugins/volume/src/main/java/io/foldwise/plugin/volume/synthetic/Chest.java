package io.foldwise.plugin.volume.synthetic;

import io.foldwise.spi.Seed;
import io.foldwise.toolkit.random.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What all scans of a patient have in common. */
record Chest(
        int[] extent, Ellipsoid body, List<Ellipsoid> lungs, List<Tube> vessels, List<Tube> ribs, List<Lump> nodules) {

    private static final int PLACES_TRIED = 300;

    static Chest of(Seed seed, int[] extent, Findings findings, int trees) {
        SplittableRandom random = seed.branch("chest", 0).random();
        Point middle = new Point(extent[0] / 2.0, extent[1] / 2.0, extent[2] / 2.0);
        Ellipsoid body = new Ellipsoid(middle, new Point(4.0 * extent[0], 0.485 * extent[1], 0.49 * extent[2]));
        List<Ellipsoid> lungs = List.of(lung(extent, -1, random), lung(extent, 1, random));
        List<Tube> vessels = new ArrayList<>();
        vessels.addAll(Vessels.of(lungs.get(0), trees, 1, random));
        vessels.addAll(Vessels.of(lungs.get(1), trees, -1, random));
        List<Tube> ribs = Ribs.of(body, extent[0], random.nextDouble());
        List<Lump> nodules = nodules(lungs, findings, seed.branch("nodules", 0).random());
        return new Chest(extent, body, lungs, List.copyOf(vessels), ribs, nodules);
    }

    /** @param side left of the volume's middle or right of it, -1 or 1 */
    private static Ellipsoid lung(int[] extent, int side, SplittableRandom random) {
        return new Ellipsoid(
                new Point(
                        extent[0] * (0.5 + Draw.within(0.02, random)),
                        extent[1] * (0.5 + Draw.within(0.03, random)),
                        extent[2] * (0.5 + side * Draw.between(0.225, 0.24, random))),
                new Point(
                        extent[0] * Draw.between(0.43, 0.5, random),
                        extent[1] * Draw.between(0.33, 0.38, random),
                        extent[2] * Draw.between(0.18, 0.2, random)));
    }

    private static List<Lump> nodules(List<Ellipsoid> lungs, Findings findings, SplittableRandom random) {
        double room = lungs.stream()
                .mapToDouble(
                        lung -> 1.6 * Math.min(lung.reach().y(), lung.reach().x()))
                .min()
                .orElseThrow();
        List<Lump> nodules = new ArrayList<>();
        int wanted = findings.number(random);
        for (int i = 0; i < wanted; i++) {
            double diameter = findings.diameter(room, random);
            double density = findings.density(random);
            for (int tries = 0; tries < PLACES_TRIED; tries++) {
                Ellipsoid lung = lungs.get(Draw.below(lungs.size(), random));
                Point place = lung.any(random);
                if (lung.depth(place) > 0.35 * diameter && Lump.apart(place, diameter, nodules)) {
                    nodules.add(Lump.of(place, diameter, density, random));
                    break;
                }
            }
        }
        return List.copyOf(nodules);
    }

    /** How far a place lies from the nearer lung; below 0 inside. */
    double fromLungs(Point place) {
        return lungs.stream().mapToDouble(lung -> -lung.depth(place)).min().orElseThrow();
    }
}
