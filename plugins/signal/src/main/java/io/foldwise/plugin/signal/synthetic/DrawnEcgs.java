package io.foldwise.plugin.signal.synthetic;

import io.foldwise.plugin.signal.data.Signals;
import io.foldwise.spi.data.InputShape;
import java.util.List;

/**
 * Electrocardiograms that are drawn when they are needed.
 *
 * @param leads which of the twelve, in which order
 */
record DrawnEcgs(List<Ecg> records, int[] leads, InputShape.Signal shape, Disturbances disturbances)
        implements Signals {

    @Override
    public float[] get(int row) {
        float[] all = records.get(row).draw(shape.length(), shape.rate(), disturbances);
        float[] kept = new float[shape.length() * leads.length];
        for (int step = 0; step < shape.length(); step++) {
            for (int lead = 0; lead < leads.length; lead++) {
                kept[step * leads.length + lead] = all[step * Electrodes.LEADS + leads[lead]];
            }
        }
        return kept;
    }
}
