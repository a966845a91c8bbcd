<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About SiamDesk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learns defect classes from a handful of photos, shows why it guesses what it guesses, and gets better with every correction. Works without a network; photos never leave this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apache License 2.0. Encoders: EfficientNet-Lite0 (Apache-2.0) and TinyViT-5M (MIT). Made with Qt, Keras and OpenVINO.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AcceptDialog</name>
    <message>
        <source>Accept all guesses above…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also {0} unlike every example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Will become examples of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The least sure of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all guesses above a confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of those shown left in the inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassCounts</name>
    <message>
        <source>Photos by class: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassFinder</name>
    <message>
        <source>Type to find a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add class “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassList</name>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassModel</name>
    <message>
        <source>; key {0} corrects the selection to it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourPicker</name>
    <message>
        <source>Other colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour-blind safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, the colour of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Type a command or a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command or class matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not available now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>There is no photo on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete the class “{0}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its only example goes back to the inbox.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its {0} go back to the inbox.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} No photo is lost, and undo brings the class back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete class</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeletionQuestion</name>
    <message>
        <source>Delete version {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This frees {0} and can&apos;t be undone. Photos, classes and examples stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete version {0}?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SiamDesk project (*{0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add photos to the inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archives ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder: one class per sub-folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch a folder: its new photos come to the inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export audit trail</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>&amp;Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guesses have changed. Photos stay where they are until you sort again (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of a file name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find photos by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find photos by name (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter photos (Ctrl+Shift+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all photos again (Ctrl+Shift+X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorted by {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0:,} of {1:,} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guessed {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least {0:.0f} % sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than {0:.0f} % sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unlike every example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>named “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most doubtful first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least like the examples first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guessed class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most useful examples first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Guessed class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only photos unlike every example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guess</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any class</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupDialog</name>
    <message>
        <source>Group photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the selected {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups as they will be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which photos show the same part?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos of one part look alike. As a group they are never used to judge each other, so the accuracy stays honest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the part, such as 4711</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it empty to take the selected photos out of their groups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each folder that photos were added from becomes a group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A regular expression. What its brackets ( ) find in the file name is the group; photos in whose name it finds nothing stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} in {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} will be in no group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo is selected. Select photos of one part first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo is found by this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All examples of {0} would be one part: how well it is told can&apos;t be checked then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” and {1} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupTable</name>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} + {1} there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuessList</name>
    <message>
        <source>Guesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}, similarity to its nearest example {2:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export audit trail…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first. Enter or a double-click goes to a point; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a point</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; you are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Add folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each folder is a &amp;class, its photos are examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos go to the &amp;inbox, without a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall be added?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to the inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; {0} not be unpacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos that are in the project already are left out and listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the best guess and go to the next photo (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no example after all (Backspace)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick another class (C, or the number keys 1 to 9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a photo to see its guesses and why they were made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  ·  group {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} selected  ·  {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guesses, had it not been an example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Similarity {0:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to example {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest example {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept {0} guesses  ⏎</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept  ⏎</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlike every example</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Learner</name>
    <message>
        <source>Changing the encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tuning in the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restarting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready. You can add and sort photos meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning was stopped; it starts again with the next change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LeastSure</name>
    <message>
        <source>Least sure of them: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Loupe</name>
    <message>
        <source>Loupe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter accepts   ·   1–9 correct   ·   ← → other photos   ·   + − zoom   ·   0 fit   ·   Z 100 %   ·   B compare   ·   Esc closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with the nearest example (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 %, or the whole photo (Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoupePresenter</name>
    <message>
        <source>{0:,} of {1:,}  ·  {2} × {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No guess yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlike every example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest example of {0}  ·  similarity {1:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge “{0}” into…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No class is called like this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its only example becomes an example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its {0} become examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no examples; it becomes part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of “{1}”, and “{2}” goes away. Undo brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing learned yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy can&apos;t be told yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on held-out examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With 95 % confidence the accuracy lies in this range.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Add a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note on this photo (N)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaletteCommands</name>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoDelegate</name>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>{0} can&apos;t be read: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: no guess yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}, {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, unlike every example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: example of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, but it looks like {0} ({1})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoPage</name>
    <message>
        <source>Show the examples of all classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inbox  {0:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples  {0:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0}; show all examples</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoPresenter</name>
    <message>
        <source>Add at least two classes, and a photo to each. Then guesses come here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guesses come as soon as the engine has started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at this photo…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo matches the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos of this view are hidden by what you have typed or chosen above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all photos again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop photos here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They go to the inbox. A folder with one sub-folder per class brings its classes along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inbox done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every photo is an example now. Drop new photos to have them guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No examples yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select photos in the inbox, then press the number key of a class or drag them onto it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos that can&apos;t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the project can&apos;t be read any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter accepts, 1–9 correct</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message>
        <source>{0} not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} in the project already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; {0} added</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Picture {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Went to another point of the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} in the project already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that were not added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} from {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photos come from the watched folder {0}. {1} It is tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos come from the watched folder {0} again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote the audit trail, {0}, to {1}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorting photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>No classes yet. Type a name below, or drop a folder with one sub-folder per class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add class…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teach it your defects from a handful of photos.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watching {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Model versions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Model versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every encoder that fine-tuning took is kept, with its accuracy before and after. Whichever you use, photos, classes and examples stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changing to {0}…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyBar</name>
    <message>
        <source>Why this class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And not that class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap the two classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show heatmap (H)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of the heatmap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speaks against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speaks for</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_CommandDelegate</name>
    <message>
        <source>Recently used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_DropHint</name>
    <message>
        <source>Drop a folder here: each sub-folder becomes a class.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_VersionDelegate</name>
    <message>
        <source>on held-out examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
