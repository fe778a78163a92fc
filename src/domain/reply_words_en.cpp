// SPDX-License-Identifier: Apache-2.0
// What donors write in English. The plain words are understood from Vietnamese donors too.
#include "reply_words.hpp"

namespace muster {
namespace {

constexpr PhraseGroup kPlain[] = {
    {Atom::stop, "stop|stopall|stop all|unsubscribe|unsub|opt out|optout|remove me"},
    {Atom::lone_stop, "end|quit"},
    {Atom::start, "start|unstop|resume|resubscribe|subscribe"},
    {Atom::cancel, "cancel"},
    {Atom::wrong_number, "wrong number|wrong person|not me"},
    {Atom::deceased, "passed away|deceased"},
    {Atom::defer, "later|next time"},
    {Atom::another_day, "tomorrow|next week|next month"},
    {Atom::yes, "yes|yeah|yep|yup|sure"},
    {Atom::lone_yes, "y"},
    {Atom::lone_no, "n"},
    {Atom::assent, "ok|okay|okie"},
    {Atom::negation, "no|nope|not"},
    {Atom::excuse, "busy"},
    {Atom::unsure, "maybe|perhaps|no problem|not sure|why not"},
    {Atom::reserved, "sorry"},
    {Atom::filler, "thanks|thank you|pls|please|hi|hello"},
};

constexpr PhraseGroup kEnglish[] = {
    {Atom::stop,
     "do not text|dont text|do not send|dont send|don t send|any more messages|dont contact|"
     "do not contact|do not message|dont message|stop texting|stop messaging|no more messages|"
     "no more texts|take me off"},
    {Atom::lone_stop, "remove|leave me alone"},
    {Atom::start, "start again|sign me up again"},
    {Atom::cancel, "cancel it|cancel please|please cancel|cancel my appointment|cancel booking"},
    {Atom::wrong_number,
     "wrong no|not my number|this is not|im not|i am not|i m not|not the right person|"
     "dont know you|nobody by that name"},
    {Atom::deceased, "has died|he died|she died|is dead|died|has passed|no longer with us"},
    {Atom::already,
     "already gave|already given|already donated|just gave|just donated|gave blood|"
     "donated blood|gave last|donated last|i donated|i gave|have donated|have given|"
     "have already donated|have already given"},
    {Atom::defer,
     "another time|another day|some other time|other time|reschedule|postpone|not today|"
     "not now|not this time|not this week|change the date"},
    {Atom::another_day,
     "next month|next year|in the evening|monday|tuesday|wednesday|thursday|friday|saturday|"
     "sunday|next session"},
    {Atom::question,
     "where|when|what|what time|who|who is this|whos this|how|why|which|can i|could i|do i|"
     "is it|is there|may i|do you|are you|should i|how long"},
    {Atom::yes,
     "sure thing|ya|yea|ye|aye|of course|definitely|absolutely|certainly|count me in|"
     "count on me|i will|i ll|im in|i m in|i am in|confirm|confirmed|agree|agreed|accept|"
     "accepted|gladly|happy to|glad to|will do|can do|with pleasure|yes please|yes thanks"},
    {Atom::assent, "k|kk|alright|all right"},
    {Atom::go,
     "coming|im coming|on my way|on the way|omw|will come|will be there|be there|ill be there|"
     "ill come|i ll come|i ll be there|heading there|leaving now|see you there|count me"},
    {Atom::able,
     "i can|can come|can make it|able to come|im available|i am available|im able to|"
     "i am able to|available"},
    {Atom::act,
     "want|come|go|give|donate|make|make it|able|free|attend|do|do it|help|be|get there|can|"
     "will|come in|blood|today|now|this time"},
    {Atom::negation,
     "nah|naw|cant|cannot|can not|can t|wont|will not|won t|dont|do not|don t|i will not|"
     "i wont|i can not|i cannot|i cant|i do not|i dont|i ll not|unable|not able|never|isnt|"
     "im not able|i m not able|i am not able|im unable|not available|im not available|"
     "i am not available|not coming|im not coming|i am not coming|i m not coming|not going|"
     "no thanks|no thank you|no way"},
    {Atom::excuse,
     "sick|unwell|ill|not well|not feeling well|away|at work|working|out of town|traveling|"
     "travelling|abroad|overseas|pregnant|too far|far away|in a meeting|on holiday|on vacation|"
     "have a cold|have the flu|hospital|at school"},
    {Atom::unsure,
     "might|unsure|i think|think so|dont think so|i dont think so|if|try|will try|ill try|"
     "could|probably|possibly|likely|unlikely|cant wait|i cant wait|can not wait|no worries|"
     "dont know|i dont know|do not know|i do not know|dont understand|do not understand|"
     "dont worry|not a problem|let me check|will see|stop by|depends|hopefully|dont stop|"
     "do not stop|dont cancel|do not cancel|not yet|dont forget|call me|would|wouldnt"},
    {Atom::contrast, "but|however|though|although|unless|except|only"},
    {Atom::because, "because|since|as|so"},
    {Atom::filler,
     "i|im|i m|am|me|my|we|there|the|to|a|an|at|in|it|is|ill|this|that|with|for|and|you|"
     "see you|thank you very much|very much|dear|sir|madam|all|good|great|cool|perfect|today|"
     "right now|definitely|soon|by|about|around|approx|also|very|much|so much|oh|i ll|s|ve"},
};

}  // namespace

std::span<const PhraseGroup> plain_english_phrases() { return kPlain; }

std::span<const PhraseGroup> english_phrases() { return kEnglish; }

}  // namespace muster
