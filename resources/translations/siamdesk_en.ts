<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AcceptDialog</name>
    <message numerus="yes">
        <source>Also %Ln photos unlike every example</source>
        <translation>
            <numerusform>Also %Ln photo unlike every example</numerusform>
            <numerusform>Also %Ln photos unlike every example</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos of those shown left in the inbox</source>
        <translation>
            <numerusform>%Ln photo of those shown left in the inbox</numerusform>
            <numerusform>%Ln photos of those shown left in the inbox</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %Ln guesses</source>
        <translation>
            <numerusform>Accept %Ln guess</numerusform>
            <numerusform>Accept %Ln guesses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CameraDialog</name>
    <message numerus="yes">
        <source>%Ln photos taken.</source>
        <translation>
            <numerusform>%Ln photo taken.</numerusform>
            <numerusform>%Ln photos taken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassModel</name>
    <message numerus="yes">
        <source>{0}: %Ln examples; key {1} corrects the selection to it</source>
        <translation>
            <numerusform>{0}: %Ln example; key {1} corrects the selection to it</numerusform>
            <numerusform>{0}: %Ln examples; key {1} corrects the selection to it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0}: %Ln examples</source>
        <translation>
            <numerusform>{0}: %Ln example</numerusform>
            <numerusform>{0}: %Ln examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfusionModel</name>
    <message numerus="yes">
        <source>%Ln photos of “{0}” were recognised</source>
        <translation>
            <numerusform>%Ln photo of “{0}” was recognised</numerusform>
            <numerusform>%Ln photos of “{0}” were recognised</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos of “{0}” were taken for “{1}”</source>
        <translation>
            <numerusform>%Ln photo of “{0}” was taken for “{1}”</numerusform>
            <numerusform>%Ln photos of “{0}” were taken for “{1}”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfusionPage</name>
    <message numerus="yes">
        <source>%Ln recognised: “{0}”</source>
        <translation>
            <numerusform>%Ln recognised: “{0}”</numerusform>
            <numerusform>%Ln recognised: “{0}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of “{0}” taken for “{1}”</source>
        <translation>
            <numerusform>%Ln of “{0}” taken for “{1}”</numerusform>
            <numerusform>%Ln of “{0}” taken for “{1}”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CurvePage</name>
    <message numerus="yes">
        <source>More examples would help: twice as many raised the accuracy by about %Ln points.</source>
        <translation>
            <numerusform>More examples would help: twice as many raised the accuracy by about %Ln point.</numerusform>
            <numerusform>More examples would help: twice as many raised the accuracy by about %Ln points.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message numerus="yes">
        <source>Its %Ln examples go back to the inbox. No photo is lost, and undo brings the class back.</source>
        <translation>
            <numerusform>Its only example goes back to the inbox. No photo is lost, and undo brings the class back.</numerusform>
            <numerusform>Its %Ln examples go back to the inbox. No photo is lost, and undo brings the class back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportProgress</name>
    <message numerus="yes">
        <source>Verified by running it on %Ln photos:</source>
        <translation>
            <numerusform>Verified by running it on %Ln photo:</numerusform>
            <numerusform>Verified by running it on %Ln photos:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message numerus="yes">
        <source>On %Ln examples, each judged by a head that has not seen it. Photos of one part are left out together. Ranges hold with 95 % confidence.</source>
        <translation>
            <numerusform>On %Ln example, judged by a head that has not seen it. Photos of one part are left out together. Ranges hold with 95 % confidence.</numerusform>
            <numerusform>On %Ln examples, each judged by a head that has not seen it. Photos of one part are left out together. Ranges hold with 95 % confidence.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %Ln photos of {0}, which the model was not taught. Ranges hold with 95 % confidence.</source>
        <translation>
            <numerusform>On %Ln photo of {0}, which the model was not taught. Ranges hold with 95 % confidence.</numerusform>
            <numerusform>On %Ln photos of {0}, which the model was not taught. Ranges hold with 95 % confidence.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message numerus="yes">
        <source>{0} of %Ln photos</source>
        <translation>
            <numerusform>{0} of %Ln photo</numerusform>
            <numerusform>{0} of %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>%Ln photos may be a class of their own: Ctrl+D splits them off</source>
        <translation>
            <numerusform>%Ln photo may be a class of its own: Ctrl+D splits it off</numerusform>
            <numerusform>%Ln photos may be a class of their own: Ctrl+D splits them off</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FramingDialog</name>
    <message numerus="yes">
        <source>Also %Ln photos with their own choice</source>
        <translation>
            <numerusform>Also %Ln photo with its own choice</numerusform>
            <numerusform>Also %Ln photos with their own choice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln selected photos alone</source>
        <translation>
            <numerusform>The %Ln selected photo alone</numerusform>
            <numerusform>The %Ln selected photos alone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupDialog</name>
    <message numerus="yes">
        <source>All %Ln photos</source>
        <translation>
            <numerusform>The one photo (%Ln)</numerusform>
            <numerusform>All %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the %Ln selected photos</source>
        <translation>
            <numerusform>Only the selected photo (%Ln)</numerusform>
            <numerusform>Only the %Ln selected photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln groups</source>
        <translation>
            <numerusform>in %Ln group</numerusform>
            <numerusform>in %Ln groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos {0}.</source>
        <comment>the blank says in how many groups</comment>
        <translation>
            <numerusform>%Ln photo {0}.</numerusform>
            <numerusform>%Ln photos {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos will be in no group.</source>
        <translation>
            <numerusform>%Ln photo will be in no group.</numerusform>
            <numerusform>%Ln photos will be in no group.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos stay as they are.</source>
        <translation>
            <numerusform>%Ln photo stays as it is.</numerusform>
            <numerusform>%Ln photos stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{0}” and %Ln more</source>
        <translation>
            <numerusform>“{0}” and %Ln more</numerusform>
            <numerusform>“{0}” and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message numerus="yes">
        <source>Undo %Ln steps</source>
        <translation>
            <numerusform>Undo %Ln step</numerusform>
            <numerusform>Undo %Ln steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Redo %Ln steps</source>
        <translation>
            <numerusform>Redo %Ln step</numerusform>
            <numerusform>Redo %Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>of %Ln classes</source>
        <translation>
            <numerusform>of %Ln class</numerusform>
            <numerusform>of %Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln examples {0}.</source>
        <translation>
            <numerusform>%Ln example {0}.</numerusform>
            <numerusform>%Ln examples {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos to the inbox.</source>
        <translation>
            <numerusform>%Ln photo to the inbox.</numerusform>
            <numerusform>%Ln photos to the inbox.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files could not be unpacked.</source>
        <translation>
            <numerusform>%Ln file could not be unpacked.</numerusform>
            <numerusform>%Ln files could not be unpacked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln photos</source>
        <translation>
            <numerusform>Add %Ln photo</numerusform>
            <numerusform>Add %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>%Ln photos selected</source>
        <translation>
            <numerusform>%Ln photo selected</numerusform>
            <numerusform>%Ln photos selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %Ln guesses  ⏎</source>
        <translation>
            <numerusform>Accept %Ln guess  ⏎</numerusform>
            <numerusform>Accept %Ln guesses  ⏎</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln classes  ⏎</source>
        <translation>
            <numerusform>Change %Ln class  ⏎</numerusform>
            <numerusform>Change %Ln classes  ⏎</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message numerus="yes">
        <source>Add %Ln new photos</source>
        <translation>
            <numerusform>Add %Ln new photo</numerusform>
            <numerusform>Add %Ln new photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message numerus="yes">
        <source>Its %Ln examples become examples of “{0}”, and “{1}” goes away. Undo brings it back.</source>
        <translation>
            <numerusform>Its only example becomes an example of “{0}”, and “{1}” goes away. Undo brings it back.</numerusform>
            <numerusform>Its %Ln examples become examples of “{0}”, and “{1}” goes away. Undo brings it back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message numerus="yes">
        <source>%Ln examples {0}</source>
        <translation>
            <numerusform>%Ln example {0}</numerusform>
            <numerusform>%Ln examples {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln classes</source>
        <translation>
            <numerusform>in %Ln class</numerusform>
            <numerusform>in %Ln classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message numerus="yes">
        <source>%Ln photos of the project can&apos;t be read any more.</source>
        <translation>
            <numerusform>%Ln photo of the project can&apos;t be read any more.</numerusform>
            <numerusform>%Ln photos of the project can&apos;t be read any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos selected</source>
        <translation>
            <numerusform>%Ln photo selected</numerusform>
            <numerusform>%Ln photos selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message numerus="yes">
        <source>%Ln files could not be read.</source>
        <translation>
            <numerusform>%Ln file could not be read.</numerusform>
            <numerusform>%Ln files could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are in the project already.</source>
        <translation>
            <numerusform>%Ln photo is in the project already.</numerusform>
            <numerusform>%Ln photos are in the project already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos were added.</source>
        <translation>
            <numerusform>%Ln photo was added.</numerusform>
            <numerusform>%Ln photos were added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReliabilityPlot</name>
    <message numerus="yes">
        <source>told {0}, true {1} of %Ln photos</source>
        <translation>
            <numerusform>told {0}, true {1} of %Ln photo</numerusform>
            <numerusform>told {0}, true {1} of %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message numerus="yes">
        <source>Make a new class of %Ln photos</source>
        <translation>
            <numerusform>Make a new class of %Ln photo</numerusform>
            <numerusform>Make a new class of %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VideoDialog</name>
    <message numerus="yes">
        <source>Take frames of {0} and %Ln more videos</source>
        <translation>
            <numerusform>Take frames of {0} and %Ln more video</numerusform>
            <numerusform>Take frames of {0} and %Ln more videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln frames</source>
        <translation>
            <numerusform>Add %Ln frame</numerusform>
            <numerusform>Add %Ln frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Figures</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln examples</source>
        <translation>
            <numerusform>%Ln example</numerusform>
            <numerusform>%Ln examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add a photo to %Ln more classes.</source>
        <translation>
            <numerusform>Add a photo to %Ln more class.</numerusform>
            <numerusform>Add a photo to %Ln more classes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_ProjectWords</name>
    <message numerus="yes">
        <source>Added %Ln photos.</source>
        <translation>
            <numerusform>Added %Ln photo.</numerusform>
            <numerusform>Added %Ln photos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them look nearly like another photo.</source>
        <translation>
            <numerusform>%Ln of them looks nearly like another photo.</numerusform>
            <numerusform>%Ln of them look nearly like another photo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos were in the project already.</source>
        <translation>
            <numerusform>%Ln photo was in the project already.</numerusform>
            <numerusform>%Ln photos were in the project already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files could not be read.</source>
        <translation>
            <numerusform>%Ln file could not be read.</numerusform>
            <numerusform>%Ln files could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new photos from {0}.</source>
        <translation>
            <numerusform>%Ln new photo from {0}.</numerusform>
            <numerusform>%Ln new photos from {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Wrote the audit trail, %Ln lines, to {0}.</source>
        <translation>
            <numerusform>Wrote the audit trail, %Ln line, to {0}.</numerusform>
            <numerusform>Wrote the audit trail, %Ln lines, to {0}.</numerusform>
        </translation>
    </message>
</context>
</TS>
