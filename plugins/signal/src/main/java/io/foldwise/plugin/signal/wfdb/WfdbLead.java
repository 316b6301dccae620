package io.foldwise.plugin.signal.wfdb;

/**
 * A line of a header: one lead.
 *
 * @param file the name of the file that holds its numbers, in the header's folder
 * @param gain numbers in a unit of the lead, such as a millivolt
 * @param baseline the number that stands for 0
 * @param unit how many millivolts the unit is
 * @param checksum the sum of all numbers, of which 16 bits count
 */
record WfdbLead(String file, SampleFormat format, double gain, int baseline, double unit, int checksum, String name) {

    float millivolts(int number) {
        return (float) ((number - baseline) / gain * unit);
    }
}
